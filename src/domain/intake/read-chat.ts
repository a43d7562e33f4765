import { CHANNELS, type ChatChannel } from '../channels/registry.ts';
import type { ChatContactRequest } from '../contact/contact-request.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { attributesTooLarge } from './attributes.ts';
import { type ContentType, parseContent, supportedContentTypes } from './content-type.ts';
import { CHAT_FIELDS } from './fields/chat-fields.ts';
import type { Answers, Form } from './form.ts';
import { tooLong } from './message.ts';
import { filled, present } from './present.ts';
import { readSender } from './read-sender.ts';
import { withoutSubtype } from './segment-attributes.ts';

/** Reads the fields of a chat. Faults go to the form; what is returned counts only without any. */
export function readChat(
  form: Form,
  channel: ChatChannel,
  message: string | undefined,
  settings: ReachOutSettings,
): Omit<ChatContactRequest, 'recipient' | 'instanceId'> {
  const answers = form.read(CHAT_FIELDS);
  const template = readTemplate(form, answers);
  const contentType = answers.content_type;
  if (template && !form.isEmpty('message')) {
    form.fail('message', 'A template brings its own message. Clear this one, or remove the template.');
  }
  const tooLarge = attributesTooLarge(answers.attributes ?? {});
  if (tooLarge) form.fail('attributes', tooLarge);
  const segments = withoutSubtype(answers.segment_attributes ?? {}, channel);
  if (!segments.ok) form.fail('segment_attributes', segments.message);
  const sender = readSender(form, channel, settings);
  const chosenTypes = answers.supported_messaging_content_types ?? [];
  return {
    channel,
    contactFlowId: answers.contact_flow_id ?? settings.channels[channel]?.flowId ?? '',
    sourceArn: sender?.number ?? '',
    ...present({
      initialMessage: template ? undefined : readMessage(form, channel, message, contentType),
      template,
      attributes: filled(answers.attributes),
      segmentAttributes: filled(segments.ok ? segments.value : undefined),
      chatDurationInMinutes: answers.chat_duration_in_minutes,
      displayName: answers.display_name,
      supportedMessagingContentTypes: supportedContentTypes(chosenTypes, template ? undefined : contentType),
      relatedContactId: answers.related_contact_id,
    }),
  };
}

function readMessage(
  form: Form,
  channel: ChatChannel,
  message: string | undefined,
  contentType: ContentType = 'text/plain',
): ChatContactRequest['initialMessage'] {
  if (message === undefined) return form.fail('message', CHANNELS[channel].missingMessage);
  const refusal = tooLong(message, channel);
  if (refusal) return form.fail('message', refusal);
  const parsed = parseContent(message, contentType);
  return parsed.ok ? { contentType, content: parsed.value } : form.fail('message', parsed.message);
}

/** Present as soon as either id is: then the message must stay empty, whatever else is wrong. */
function readTemplate(form: Form, answers: Answers<typeof CHAT_FIELDS>): ChatContactRequest['template'] {
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
    knowledgeBaseId: answers.knowledge_base_id ?? '',
    messageTemplateId: answers.message_template_id ?? '',
    customAttributes: filled(answers.template_attributes),
    customerProfileAttributes: answers.customer_profile_attributes,
  });
}
