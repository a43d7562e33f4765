import { type CallChannel, channelOf } from '../channels/registry.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { parsePhoneNumber } from '../phone/phone-number.ts';
import type { VoiceContactRequest } from '../reach-out/reach-out.ts';
import { attributesTooLarge, parseAttributes } from './attributes.ts';
import type { FormReader } from './form-reader.ts';
import { filled, present } from './present.ts';
import { parseReferences } from './references.ts';

/** What the form decides about a call; the rest comes from the settings. */
type VoiceFields = Omit<VoiceContactRequest, 'recipient' | 'instanceId' | 'contactFlowId'> & {
  contactFlowId?: string;
};

const TRAFFIC_TYPES = ['GENERAL', 'CAMPAIGN'] as const;

/** Reads the fields of a call. Faults go to the reader; what is returned counts only without any. */
export function parseVoiceRequest(
  form: FormReader,
  channel: CallChannel,
  settings: ReachOutSettings,
): VoiceFields {
  const message = form.isEmpty('message')
    ? form.fail('message', channelOf(channel).missingMessage)
    : form.typed('message');
  return present({
    channel,
    contactFlowId: form.id('contact_flow_id', 500, 'a flow'),
    message: message ?? '',
    attributes: readAttributes(form, message ?? ''),
    ...readSource(form, channel, settings),
    ...readDetection(form),
    campaignId: form.id('campaign_id', 100, 'a campaign'),
    ringTimeoutInSeconds: form.wholeNumber('ring_timeout_in_seconds', 15, 60, 'seconds'),
    name: form.line('name', 1024),
    description: form.line('description', 4096),
    references: filled(form.parsed('references', parseReferences)?.references),
    relatedContactId: form.id('related_contact_id', 256, 'a contact'),
  });
}

/** The message travels as an attribute too, so it counts in their size and keeps its name to itself. */
function readAttributes(form: FormReader, message: string): Record<string, string> | undefined {
  const attributes = form.parsed('attributes', parseAttributes)?.attributes;
  if (attributes && Object.hasOwn(attributes, 'message')) {
    return form.fail('attributes', 'The key “message” is taken by the message itself. Choose another key.');
  }
  const tooLarge = attributesTooLarge({ ...attributes, message });
  if (tooLarge) form.fail(attributes ? 'attributes' : 'message', tooLarge);
  return filled(attributes);
}

/** What the form leaves open comes from the settings. With a queue, the caller id is the queue's number. */
function readSource(
  form: FormReader,
  channel: CallChannel,
  settings: ReachOutSettings,
): Pick<VoiceFields, 'sourcePhoneNumber' | 'queueId'> {
  const queueId = form.id('queue_id', 256, 'a queue');
  const sourcePhoneNumber = form.parsed('source_phone_number', (typed) =>
    parseCallerId(typed, settings),
  )?.e164;
  const voice = settings.channels[channel];
  const inForm = !form.isEmpty('queue_id') || !form.isEmpty('source_phone_number');
  if (voice && !inForm && !voice.sourcePhoneNumber && !voice.queueId) {
    form.fail(
      'channel',
      'A call needs a number or a queue to come from. Ask whoever installed Reach Out to set one.',
    );
  }
  return present({
    queueId: queueId ?? voice?.queueId,
    sourcePhoneNumber: sourcePhoneNumber ?? voice?.sourcePhoneNumber,
  });
}

/** One of the instance's own numbers; whether libphonenumber knows its range doesn't matter. */
function parseCallerId(
  typed: string,
  settings: ReachOutSettings,
): { ok: true; e164: string } | { ok: false; message: string } {
  const parsed = parsePhoneNumber(typed, settings);
  if (parsed.ok) return parsed;
  const bare = typed.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(bare)) return { ok: true, e164: bare };
  const message =
    "That isn't a complete number to call from. Enter one of this instance's numbers with its country code, for example +1 206 555 0100.";
  return { ok: false, message };
}

function readDetection(
  form: FormReader,
): Pick<VoiceFields, 'trafficType' | 'answerMachineDetection' | 'awaitAnswerMachinePrompt'> {
  const trafficType = form.choice('traffic_type', TRAFFIC_TYPES);
  const answerMachineDetection = form.flag('answer_machine_detection');
  const awaitAnswerMachinePrompt = form.flag('await_answer_machine_prompt');
  if (answerMachineDetection && trafficType !== 'CAMPAIGN') {
    const message =
      'Answering machine detection needs the traffic type CAMPAIGN, for which AWS must raise a quota. Choose CAMPAIGN, or turn detection off.';
    form.fail('answer_machine_detection', message);
  }
  if (awaitAnswerMachinePrompt && !answerMachineDetection) {
    form.fail(
      'await_answer_machine_prompt',
      'This needs answering machine detection. Turn that on, or turn this off.',
    );
  }
  return present({ trafficType, answerMachineDetection, awaitAnswerMachinePrompt });
}
