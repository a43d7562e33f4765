import { type CallChannel, CHANNELS } from '../channels/registry.ts';
import type { VoiceContactRequest } from '../contact/contact-request.ts';
import { type ReachOutSettings, whomToAsk } from '../kernel/settings.ts';
import { parsePhoneNumber } from '../phone/phone-number.ts';
import { attributesTooLarge } from './attributes.ts';
import { CALL_FIELDS } from './fields/call-fields.ts';
import type { Answers, Form } from './form.ts';
import { tooLong } from './message.ts';
import { type Parsed, refuse } from './parsed.ts';
import { filled, present } from './present.ts';
import { readSender } from './read-sender.ts';

/** Reads the fields of a call. Faults go to the form; what is returned counts only without any. */
export function readCall(
  form: Form,
  channel: CallChannel,
  message: string | undefined,
  settings: ReachOutSettings,
): Omit<VoiceContactRequest, 'recipient' | 'instanceId'> {
  const answers = form.read(CALL_FIELDS);
  const refusal = message === undefined ? CHANNELS[channel].missingMessage : tooLong(message, channel);
  if (refusal) form.fail('message', refusal);
  checkAttributes(form, answers, message ?? '');
  checkDetection(form, answers);
  const installed = settings.channels[channel];
  return {
    channel,
    contactFlowId: answers.contact_flow_id ?? installed?.flowId ?? '',
    message: message ?? '',
    ...readSource(form, answers, channel, settings),
    ...present({
      attributes: filled(answers.attributes),
      trafficType: answers.traffic_type,
      answerMachineDetection: answers.answer_machine_detection,
      awaitAnswerMachinePrompt: answers.await_answer_machine_prompt,
      campaignId: answers.campaign_id,
      ringTimeoutInSeconds: answers.ring_timeout_in_seconds,
      name: answers.name,
      description: answers.description,
      references: filled(answers.references),
      relatedContactId: answers.related_contact_id,
    }),
  };
}

type CallAnswers = Answers<typeof CALL_FIELDS>;

/** The message travels as an attribute too, so it counts in their size and keeps its name to itself. */
function checkAttributes(form: Form, { attributes }: CallAnswers, message: string): void {
  const tooLarge = attributesTooLarge({ ...attributes, message });
  if (attributes && Object.hasOwn(attributes, 'message'))
    form.fail('attributes', 'The key “message” is taken by the message itself. Choose another key.');
  else if (tooLarge) form.fail(attributes ? 'attributes' : 'message', tooLarge);
}

/** What the form leaves open comes from the settings; a number that is typed counts more than the sender. With a queue, the caller id is the queue's number. */
function readSource(
  form: Form,
  answers: CallAnswers,
  channel: CallChannel,
  settings: ReachOutSettings,
): Pick<VoiceContactRequest, 'sourcePhoneNumber' | 'queueId'> {
  const installed = settings.channels[channel];
  const sender = readSender(form, channel, settings);
  const typed = answers.source_phone_number;
  const callerId = typed === undefined ? undefined : parseCallerId(typed, settings);
  if (callerId?.ok === false) form.fail('source_phone_number', callerId.message);
  const inForm = !form.isEmpty('queue_id') || !form.isEmpty('source_phone_number');
  if (installed && !inForm && installed.senders.length === 0 && !installed.queueId) {
    form.fail(
      'channel',
      `A call needs a number or a queue to come from. Ask ${whomToAsk(settings).plain} to set one.`,
    );
  }
  return present({
    queueId: answers.queue_id ?? installed?.queueId,
    sourcePhoneNumber: callerId?.ok ? callerId.value : sender?.number,
  });
}

/** One of the instance's own numbers; whether libphonenumber knows its range doesn't matter. */
function parseCallerId(typed: string, settings: ReachOutSettings): Parsed<string> {
  const parsed = parsePhoneNumber(typed, settings);
  if (parsed.ok) return { ok: true, value: parsed.e164 };
  const bare = typed.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(bare)) return { ok: true, value: bare };
  return refuse(
    "That isn't a complete number to call from. Enter one of this instance's numbers with its country code, for example +1 206 555 0100.",
  );
}

function checkDetection(form: Form, answers: CallAnswers): void {
  const { answer_machine_detection: detect, await_answer_machine_prompt: awaitPrompt } = answers;
  if (detect && answers.traffic_type !== 'CAMPAIGN') {
    const message =
      'Answering machine detection needs the traffic type Campaign, for which AWS must raise a quota. Choose Campaign, or turn detection off.';
    form.fail('answer_machine_detection', message);
  }
  if (awaitPrompt && !detect) {
    form.fail(
      'await_answer_machine_prompt',
      'This needs answering machine detection. Turn that on, or turn this off.',
    );
  }
}
