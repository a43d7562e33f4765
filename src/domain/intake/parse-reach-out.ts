import { CHANNEL_NAMES, type Channel, channelOf, isCallChannel } from '../channels/registry.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { parseRecipient } from '../policy/recipient.ts';
import type { ContactRequest } from '../reach-out/reach-out.ts';
import type { FieldErrors, FormValues } from './form.ts';
import { type FormReader, readForm } from './form-reader.ts';
import { parseChatRequest } from './parse-chat-request.ts';
import { parseVoiceRequest } from './parse-voice-request.ts';

export type ParsedReachOut =
  | { ok: true; request: ContactRequest /** Sentences for the card. */; warnings: string[] }
  | { ok: false; errors: FieldErrors };

/**
 * Judges a submission by the channel in it: fields of other channels don't count, nor do empty ones. All faults
 * come at once, each at its field. A request that comes out is within the limits of Amazon Connect's API model.
 */
export function parseReachOut(values: FormValues, settings: ReachOutSettings): ParsedReachOut {
  const form = readForm(values);
  const recipient = readRecipient(form, settings);
  const channel = readChannel(form, settings);
  const { instanceId, channels } = settings;
  const warning = channel && recipient && channelOf(channel).warningOf?.(recipient);
  const warnings = warning ? [warning] : [];
  if (channel && isCallChannel(channel)) {
    const fields = parseVoiceRequest(form, channel, settings);
    const source = channels[channel];
    if (!recipient || !source || hasErrors(form)) return { ok: false, errors: form.errors };
    const contactFlowId = fields.contactFlowId ?? source.flowId;
    return { ok: true, request: { ...fields, recipient, instanceId, contactFlowId }, warnings };
  }
  if (channel) {
    const { fields, warnings: more } = parseChatRequest(form, channel);
    const sender = channels[channel];
    if (!recipient || !sender || hasErrors(form)) return { ok: false, errors: form.errors };
    const contactFlowId = fields.contactFlowId ?? sender.flowId;
    const request = { ...fields, recipient, instanceId, contactFlowId, sourceArn: sender.sourceArn };
    return { ok: true, request, warnings: [...warnings, ...more] };
  }
  if (form.isEmpty('message')) form.fail('message', 'Write the message.');
  form.typed('message');
  return { ok: false, errors: form.errors };
}

function readRecipient(form: FormReader, settings: ReachOutSettings): string | undefined {
  const parsed = form.isEmpty('phone')
    ? parseRecipient('', settings)
    : form.parsed('phone', (typed) => parseRecipient(typed, settings));
  return parsed?.ok === false ? form.fail('phone', parsed.message) : parsed?.e164;
}

function readChannel(form: FormReader, settings: ReachOutSettings): Channel | undefined {
  if (form.isEmpty('channel')) return form.fail('channel', 'Choose how to reach the person.');
  const channel = form.choice('channel', CHANNEL_NAMES);
  if (channel && !settings.channels[channel]) {
    const { label, subject = label } = channelOf(channel);
    form.fail(
      'channel',
      `${subject} isn't set up here. Choose another way, or ask whoever installed Reach Out to set it up.`,
    );
  }
  return channel;
}

function hasErrors(form: FormReader): boolean {
  return Object.keys(form.errors).length > 0;
}
