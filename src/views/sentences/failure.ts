import { type Channel, isCallChannel } from '../../domain/channels/registry.ts';
import type { AwsAnswer, Failure, FailureCode, Waiting } from '../../domain/contact/failure.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { escapeText } from '../text.ts';
import { LAPSED } from './approval.ts';
import { refusalText } from './refusals.ts';
import { templateNotFound } from './templates.ts';

/** Why a reach-out was not sent, and one next step. */
const SENTENCES: Record<FailureCode, (ask: string, channel: Channel, answer: AwsAnswer) => string> = {
  invalid_request: (ask, channel) =>
    isCallChannel(channel)
      ? `Amazon Connect refused the call as invalid: its flow and its number or queue may not go together. Ask ${ask} to check the voice settings.`
      : `Amazon Connect refused the message as invalid: the flow or the sending number may not fit the channel. Ask ${ask} to check the settings.`,
  not_found: (ask) =>
    `Amazon Connect didn't find the instance, the flow or the sending number in this region. Ask ${ask} to check the settings.`,
  destination_not_allowed: (ask) =>
    `Your Amazon Connect instance isn't enabled for calls to this country or kind of number. Use another channel, or ask ${ask} to have AWS enable it.`,
  outbound_not_permitted: (ask) =>
    `Outbound calls are switched off in your Amazon Connect instance. Ask ${ask} to switch them on.`,
  access_denied: (ask) =>
    `Reach Out isn't allowed to start this contact on Amazon Connect. Ask ${ask} to check its AWS permissions.`,
  conflict: () =>
    'Amazon Connect was busy with a change that conflicts with this contact. Wait a minute, then try again.',
  credentials: (ask) =>
    `Reach Out's AWS credentials are missing, wrong or expired, or couldn't be fetched in time. Ask ${ask} to renew them, then try again.`,
  malformed_credentials: (ask) =>
    `Reach Out's AWS credentials hold a character that none can have, such as a line break. Ask ${ask} to copy them again.`,
  settings: (ask) =>
    `One of Reach Out's AWS settings isn't valid, so nothing goes out. Ask ${ask} to check its AWS variables and profile, AWS_ENDPOINT_URL among them.`,
  clock: (ask) =>
    `The clock of Reach Out's machine is wrong, so AWS takes nothing from it. Ask ${ask} to set it, then try again.`,
  certificate: (ask) =>
    `Reach Out can't make a connection to AWS that it trusts. Ask ${ask} to check the network and, behind a proxy, NODE_EXTRA_CA_CERTS.`,
  intercepted: (ask) =>
    `Something between Reach Out and AWS, such as a proxy, answered in place of Amazon Connect. Ask ${ask} to let Reach Out through.`,
  other_region: (ask) =>
    `Your Amazon Connect instance is active in another region now. Ask ${ask} to set that region.`,
  refused: (ask) => `Reach Out isn't allowed to send this any more. Ask ${ask}.`,
  uninstalled: () => 'Reach Out was not installed here when it was to go. Start a new one.',
  unreadable: (ask) =>
    `Its number and text can't be read any more: the key that they were encrypted with is gone. Ask ${ask} to put it back, and start a new one meanwhile.`,
  declined: () => 'Somebody who was to approve of it declined it.',
  approval_lapsed: () => LAPSED,
  waited_too_long: () => 'If it still matters, try again.',
  broken: (ask) =>
    `Something went wrong on our side, again and again. Ask ${ask} to look into its log, then try again.`,
  unexpected: (ask, _, { requestId }) =>
    `Amazon Connect refused the request for a reason Reach Out doesn't know. Ask ${ask} to look ${requestId ? 'it up by the AWS request id in the thread' : 'into its log'}.`,
};

/** What kept a reach-out waiting until it was too late. */
const HELD_UP: Record<Waiting, string> = {
  turn: 'Too many were waiting before it.',
  rate: 'Amazon Connect was asking to slow down.',
  quota: 'Your Amazon Connect instance was at its limit of contacts at a time.',
  connection: 'Amazon Connect could not be reached.',
};

/** `ask`: whom to ask for help, in Slack's markup; `template`: what the chosen one is called. */
export function failureText(
  failure: Failure,
  channel: Channel,
  waiting: ReachOut['waiting'],
  ask: string,
  template?: string,
): string {
  if (failure.refusal) return refusalText(failure.refusal, ask, true);
  if (failure.code === 'not_found' && template) return templateNotFound(escapeText(template), ask);
  const sentence = SENTENCES[failure.code](ask, channel, failure);
  const cause =
    failure.code === 'waited_too_long' && waiting && waiting !== 'answer' ? `${HELD_UP[waiting]} ` : '';
  return `${cause}${sentence}`;
}

/** " (ThrottlingException, AWS request id …)", " (HTTP 407)"; empty where nothing answered. */
export function referenceText({ awsError, requestId, fault }: AwsAnswer = {}): string {
  const reference = [awsError, fault, requestId && `AWS request id \`${requestId}\``]
    .filter(Boolean)
    .join(', ');
  return reference && ` (${escapeText(reference)})`;
}
