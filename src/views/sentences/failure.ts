import { type Channel, isCallChannel } from '../../domain/channels/registry.ts';
import type { AwsAnswer, Failure, FailureCode, Waiting } from '../../domain/reach-out/reach-out.ts';
import { escapeText } from '../text.ts';
import { refusalText } from './refusals.ts';

const INSTALLER = 'Ask whoever installed Reach Out';

/** Why a reach-out was not sent, and one next step. */
const SENTENCES: Record<FailureCode, (channel: Channel) => string> = {
  invalid_request: (channel) =>
    isCallChannel(channel)
      ? `Amazon Connect refused the call as invalid, most often because the flow and the caller's number or queue don't go together. ${INSTALLER} to check the voice settings.`
      : `Amazon Connect refused the message as invalid, most often because the flow or the sending number doesn't fit the channel. ${INSTALLER} to check the settings.`,
  not_found: () =>
    `Amazon Connect didn't find the instance, the flow or the sending number, or they are in another region. ${INSTALLER} to check the settings.`,
  destination_not_allowed: () =>
    "This country or kind of number isn't enabled for calls from your Amazon Connect instance. Ask whoever runs Amazon Connect to have AWS enable it, or use another channel.",
  outbound_not_permitted: () =>
    'Outbound calls are switched off for your Amazon Connect instance. Ask whoever runs Amazon Connect to switch them on.',
  access_denied: () =>
    `Reach Out isn't allowed to start this contact on Amazon Connect. ${INSTALLER} to check its AWS permissions.`,
  conflict: () =>
    'Amazon Connect was busy with a change that conflicts with this contact. Wait a minute, then try again.',
  credentials: () =>
    `Reach Out's AWS credentials are missing, wrong or expired, or couldn't be fetched in time. ${INSTALLER} to renew them, then try again.`,
  clock: () =>
    `The clock of Reach Out's machine is wrong, and AWS takes nothing from a clock that is off by five minutes. ${INSTALLER} to set it, then try again.`,
  certificate: () =>
    `Reach Out can't make a connection to AWS that it trusts. ${INSTALLER} to check the network: behind a proxy with a certificate of its own, NODE_EXTRA_CA_CERTS names it.`,
  intercepted: () =>
    `Something between Reach Out and AWS, such as a proxy, answered in place of Amazon Connect. ${INSTALLER} to let it through.`,
  other_region: () =>
    `Your Amazon Connect instance is active in another region now. ${INSTALLER} to set that region.`,
  refused: () => 'Reach Out is not allowed to send this any more.',
  waited_too_long: () => 'If it still matters, try again.',
  broken: () =>
    `Something went wrong on our side, again and again. ${INSTALLER} to look into its log, then try again.`,
  unexpected: () =>
    `Amazon Connect refused the request for a reason Reach Out doesn't know. ${INSTALLER} to look it up by the AWS request id.`,
};

/** What kept a reach-out waiting until it was too late. */
const HELD_UP: Record<Waiting, string> = {
  turn: 'Too many were waiting before it.',
  rate: 'Amazon Connect was asking to slow down.',
  quota: 'Your Amazon Connect instance was at its limit of contacts at a time.',
  connection: 'Amazon Connect could not be reached.',
};

export function failureText(failure: Failure, channel: Channel, waiting?: Waiting): string {
  if (failure.refusal) return refusalText(failure.refusal);
  const sentence = SENTENCES[failure.code](channel);
  const cause = failure.code === 'waited_too_long' && waiting ? `${HELD_UP[waiting]} ` : '';
  return `${cause}${sentence}`;
}

/** " (ThrottlingException, AWS request id …)", " (HTTP 407)"; empty where nothing answered. */
export function referenceText({ awsError, requestId, fault }: AwsAnswer = {}): string {
  const reference = [awsError, fault, requestId && `AWS request id \`${requestId}\``]
    .filter(Boolean)
    .join(', ');
  return reference && ` (${escapeText(reference)})`;
}
