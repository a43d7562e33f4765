import { type Channel, channelOf, isCallChannel } from '../channels/registry.ts';
import type { ContactRequest } from '../contact/contact-request.ts';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import type { Refusal } from '../policy/decide.ts';
import { parseRecipient } from '../policy/recipient.ts';
import { gapFault } from '../quick-responses/gaps.ts';
import type { FilledTemplate } from '../templates/fill-template.ts';
import { FIRST_FIELDS } from './fields/first-fields.ts';
import { type FieldErrors, type Form, type FormValues, openForm } from './form.ts';
import { readCall } from './read-call.ts';
import { readChat } from './read-chat.ts';
import { tooLongForSlack } from './text-limits.ts';
import { warningsOf } from './warnings.ts';

export type ParsedReachOut =
  | {
      ok: true;
      request: ContactRequest;
      /** Sentences for the card. */
      warnings: string[];
    }
  | {
      ok: false;
      errors: FieldErrors;
      /** What the policy has against the number, which is among the errors. */
      refusal?: Refusal;
    };

/**
 * Judges a submission by the channel in it, `template` being the one that is chosen there: fields of other channels don't count, nor do empty ones. All faults
 * come at once, each at its field. A request that comes out is within the limits of Amazon Connect's API model.
 */
export function parseReachOut(
  values: FormValues,
  settings: ReachOutSettings,
  template?: FilledTemplate,
): ParsedReachOut {
  const form = openForm(values);
  const { phone = '', channel, message, quick_response: response } = form.read(FIRST_FIELDS);
  const recipient = parseRecipient(phone, settings);
  if (!recipient.ok) form.fail('phone', recipient.message);
  const gaps = response && gapFault(message ?? '');
  if (gaps) form.fail('message', gaps);
  const content = channel
    ? readContent(form, channel, message, settings, template)
    : refuseChannel(form, message);
  if (!content || !recipient.ok || Object.keys(form.errors).length > 0)
    return {
      ok: false,
      errors: form.errors,
      ...(!recipient.ok && recipient.refusal && { refusal: recipient.refusal }),
    };
  const request = { ...content, recipient: recipient.e164, instanceId: settings.instanceId };
  return { ok: true, request, warnings: warningsOf(request, settings) };
}

function readContent(
  form: Form,
  channel: Channel,
  message: string | undefined,
  settings: ReachOutSettings,
  template: FilledTemplate | undefined,
) {
  if (!settings.channels[channel]) {
    const { label, subject = label } = channelOf(channel);
    form.fail(
      'channel',
      `${subject} isn't set up here. Choose another way, or ask ${whomToAsk(settings).plain} to set it up.`,
    );
  }
  return isCallChannel(channel)
    ? readCall(form, channel, message, settings)
    : readChat(form, channel, message, settings, template);
}

/** Without a channel, only what holds for each of them can be said. */
function refuseChannel(form: Form, message = ''): undefined {
  form.fail('channel', 'Choose how to reach the person.');
  const refusal = message === '' ? 'Write the message.' : tooLongForSlack(message);
  if (refusal) form.fail('message', refusal);
}
