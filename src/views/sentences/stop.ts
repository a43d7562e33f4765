import { isCall } from '../../domain/channels/registry.ts';
import type { FailureCode } from '../../domain/contact/failure.ts';
import type { CallFault } from '../../domain/contact/gateway.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { StopResult } from '../../domain/reach-out/stop.ts';
import { referenceText } from './failure.ts';
import { actRefusalText } from './may-act.ts';
import { toWhom } from './whom.ts';

/** Asked before it is stopped. */
export function stopQuestion(reachOut: ReachOut) {
  const what = isCall(reachOut.request) ? 'call' : 'conversation';
  return {
    title: `Stop ${toWhom(reachOut)}?`,
    text: `The ${what} ends for the person at once.`,
    yes: 'Stop',
    no: 'Keep it',
  };
}

type Told = Exclude<StopResult['kind'], 'goes_on' | 'unknown' | 'not_yours' | 'not_known'>;

const ANSWERS: Record<Told, string> = {
  stopped: 'Amazon Connect was told to stop it. The card shows how it ends.',
  ended_before: 'It has ended already. The card shows how.',
  not_running: "It isn't running. The card shows what became of it.",
  already: 'It is being stopped already. The card will say how it ends.',
};

/** Why Amazon Connect stopped nothing, where more can be said than that it refused. */
const CAUSES: Partial<Record<FailureCode, string>> = {
  access_denied: "Reach Out isn't allowed to stop contacts on Amazon Connect",
  credentials: "Reach Out's AWS credentials are missing, wrong or expired",
  malformed_credentials: "Reach Out's AWS credentials hold a character that none can have",
  settings: "one of Reach Out's AWS settings isn't valid",
  clock: "the clock of Reach Out's machine is wrong, and AWS takes nothing from it",
  certificate: "Reach Out can't make a connection to AWS that it trusts",
  intercepted: 'something between Reach Out and AWS answered in its place',
  other_region: 'your Amazon Connect instance is active in another region now',
  invalid_request: "Amazon Connect can't stop it as it is now, as with some calls after a transfer",
};

/** What a person reads after pressing **Stop**. */
export function stopAnswer(result: StopResult): string {
  switch (result.kind) {
    case 'goes_on':
      return goesOn(result.fault);
    case 'unknown':
      return notKnown(result.fault);
    case 'not_yours':
    case 'not_known':
      return actRefusalText(result, 'stop it');
    default:
      return ANSWERS[result.kind];
  }
}

function notKnown(fault: CallFault): string {
  const reference = referenceText(fault.kind === 'rejected' ? fault.failure : fault.answer);
  return reference
    ? `Amazon Connect didn't stop it${reference} and can't be asked how it is, so we don't know yet whether it goes on. The card will say.`
    : "Amazon Connect didn't answer, so we don't know yet whether it stops. The card will say.";
}

function goesOn(fault: CallFault): string {
  if (fault.kind === 'rejected') {
    const { failure } = fault;
    const cause = CAUSES[failure.code] ?? 'Amazon Connect refused to stop it';
    return `The contact goes on: ${cause}${referenceText(failure)}. End it in Amazon Connect.`;
  }
  return `The contact goes on: Amazon Connect didn't stop it, though it was asked several times${referenceText(fault.answer)}. Press Stop again in a minute.`;
}
