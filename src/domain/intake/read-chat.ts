import { CHANNELS, type ChatChannel } from '../channels/registry.ts';
import type { ChatContactRequest } from '../contact/contact-request.ts';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import type { FilledTemplate } from '../templates/fill-template.ts';
import { attributesTooLarge } from './attributes.ts';
import { type ContentType, parseContent, supportedContentTypes } from './content-type.ts';
import { CHAT_FIELDS } from './fields/chat-fields.ts';
import type { Form } from './form.ts';
import { tooLong } from './message.ts';
import { filled, present } from './present.ts';
import { readSender } from './read-sender.ts';
import { readChosen, readTemplate } from './read-template.ts';
import { withoutSubtype } from './segment-attributes.ts';

/** Reads the fields of a chat. Faults go to the form; what is returned counts only without any. */
export function readChat(
  form: Form,
  channel: ChatChannel,
  message: string | undefined,
  settings: ReachOutSettings,
  chosen?: FilledTemplate,
): Omit<ChatContactRequest, 'recipient' | 'instanceId'> {
  const answers = form.read(CHAT_FIELDS);
  const template = chosen
    ? readChosen(form, channel, chosen, { answers, ask: whomToAsk(settings).plain })
    : readTemplate(form, answers);
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
