import { CHANNELS, type ChatChannel } from '../channels/registry.ts';
import type { ChatContactRequest } from '../reach-out/reach-out.ts';
import { attributesTooLarge, parseAttributes } from './attributes.ts';
import {
  CONTENT_TYPES,
  type ContentType,
  contentTypeWarning,
  parseContent,
  SUPPORTED_CONTENT_TYPES,
  supportedContentTypes,
} from './content-type.ts';
import type { FormReader } from './form-reader.ts';
import { parseJsonObject } from './json-text.ts';
import { tooLong } from './message.ts';
import { filled, present } from './present.ts';
import { parseSegmentAttributes } from './segment-attributes.ts';

/** What the form decides about an SMS or WhatsApp contact; the rest comes from the settings. */
type ChatFields = Omit<ChatContactRequest, 'recipient' | 'instanceId' | 'sourceArn' | 'contactFlowId'> & {
  contactFlowId?: string;
};

/** Reads the fields of a chat contact. Faults go to the reader; what is returned counts only without any. */
export function parseChatRequest(
  form: FormReader,
  channel: ChatChannel,
): { fields: ChatFields; warnings: string[] } {
  const template = readTemplate(form);
  const contentType = form.choice('content_type', CONTENT_TYPES);
  const initialMessage = template ? refuseMessage(form) : readMessage(form, channel, contentType);
  const attributes = form.parsed('attributes', parseAttributes)?.attributes;
  const tooLarge = attributesTooLarge(attributes ?? {});
  if (tooLarge) form.fail('attributes', tooLarge);
  const segments = form.parsed('segment_attributes', (typed) => parseSegmentAttributes(typed, channel));
  const chosenTypes = form.choices('supported_messaging_content_types', SUPPORTED_CONTENT_TYPES);
  const warning = initialMessage && contentType && contentTypeWarning(contentType, channel);
  return {
    fields: present({
      channel,
      contactFlowId: form.id('contact_flow_id', 500, 'a flow'),
      initialMessage,
      template,
      attributes: filled(attributes),
      segmentAttributes: filled(segments?.segmentAttributes),
      chatDurationInMinutes: form.wholeNumber('chat_duration_in_minutes', 60, 10_080, 'minutes'),
      displayName: form.line('display_name', 256),
      supportedMessagingContentTypes: supportedContentTypes(chosenTypes, template ? undefined : contentType),
      relatedContactId: form.id('related_contact_id', 256, 'a contact'),
    }),
    warnings: warning ? [warning] : [],
  };
}

function readMessage(
  form: FormReader,
  channel: ChatChannel,
  contentType: ContentType = 'text/plain',
): ChatContactRequest['initialMessage'] {
  if (form.isEmpty('message')) return form.fail('message', CHANNELS[channel].missingMessage);
  const typed = form.typed('message', (message) => tooLong(message, channel));
  const parsed = typed === undefined ? undefined : parseContent(typed, contentType);
  if (parsed?.ok === false) return form.fail('message', parsed.message);
  return parsed && { contentType, content: parsed.content };
}

function refuseMessage(form: FormReader): undefined {
  if (form.isEmpty('message')) return undefined;
  form.fail(
    'message',
    'A template brings its own message. Clear this one, or remove the template under More options.',
  );
}

/** Present as soon as either id is: then the message must stay empty, whatever else is wrong. */
function readTemplate(form: FormReader): ChatContactRequest['template'] {
  const knowledgeBaseId = form.id('knowledge_base_id', 500, 'a knowledge base');
  const messageTemplateId = form.id('message_template_id', 500, 'a message template');
  const customAttributes = form.parsed('template_attributes', parseAttributes)?.attributes;
  const profile = form.parsed('customer_profile_attributes', (typed) =>
    parseJsonObject(typed, '{"FirstName": "Ana"}'),
  );

  if (form.isEmpty('knowledge_base_id') && form.isEmpty('message_template_id')) {
    for (const field of ['template_attributes', 'customer_profile_attributes'] as const) {
      if (!form.isEmpty(field))
        form.fail(field, 'This is only for a template. Choose one, or clear this field.');
    }
    return undefined;
  }
  if (form.isEmpty('knowledge_base_id'))
    form.fail('knowledge_base_id', 'Enter the knowledge base of the template.');
  if (form.isEmpty('message_template_id'))
    form.fail('message_template_id', 'Enter the template of this knowledge base.');
  return present({
    knowledgeBaseId: knowledgeBaseId ?? '',
    messageTemplateId: messageTemplateId ?? '',
    customAttributes: filled(customAttributes),
    customerProfileAttributes: profile?.text.trim(),
  });
}
