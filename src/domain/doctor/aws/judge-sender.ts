import { maskPhoneNumber } from '../../phone/mask-phone-number.ts';
import type { Finding } from '../finding.ts';
import { idOf, readArn } from './arn.ts';
import type { Look } from './look.ts';
import type { ClaimedNumber, NumberFacts } from './reader.ts';

/** A number that contacts come from, as it is configured. */
export interface SenderOfChannel {
  /** Of the channel. */
  name: string;
  label: string;
  variable: string;
  /** What people choose it by, where there are several. */
  called?: string;
  /** An ARN, or E.164. */
  number: string;
  /** Service that its numbers are imported from, and none for calls. */
  importedFrom?: string;
}

export interface SenderFacts {
  /** As it stands in the list of the instance's numbers; nothing where it isn't there. */
  listed: NumberFacts | undefined;
  /** Nothing where it could not be asked for, or has been asked for too often. */
  claimed?: Look<ClaimedNumber>;
}

interface Where {
  instanceId: string;
  region: string;
}

/** Whether a sender belongs to the instance, speaks its channel and is ready. */
export function judgeSender(sender: SenderOfChannel, facts: SenderFacts, where: Where): Finding {
  const { listed, claimed } = facts;
  const common = { area: 'Amazon Connect', check: `${sender.name}-sender` } as const;
  if (!listed) return judgeStranger(sender, claimed, where);
  const who = whoIs(sender, listed.number);
  const fault = judgeKind(sender, listed, who) ?? judgeStatus(sender, claimed, who);
  return fault ?? { ...common, verdict: 'ok', says: `${who} is a number of the instance.` };
}

/** "SMS: Support (+1 …0101)": the number is masked. */
function whoIs({ called, label }: SenderOfChannel, number: string): string {
  const masked = maskPhoneNumber(number);
  return `${label}: ${called ? `${called} (${masked})` : masked}`;
}

function judgeStranger(
  { name, variable, called, number }: SenderOfChannel,
  claimed: Look<ClaimedNumber> | undefined,
  { instanceId, region }: Where,
): Finding {
  const common = { area: 'Amazon Connect', check: `${name}-sender` } as const;
  const shown = number.startsWith('+') ? maskPhoneNumber(number) : number;
  const what = `${called ? `${called} (${shown})` : shown} of ${variable}`;
  const target = claimed?.kind === 'seen' ? claimed.fact.targetArn : '';
  if (target && idOf(target) === instanceId)
    return {
      ...{ ...common, verdict: 'warning', says: `${what} is claimed, and not yet in the list of numbers.` },
      cause: 'Amazon Connect has not taken it into its list of the instance yet.',
      next: 'Run doctor again in a few minutes.',
    };
  if (target.includes(':traffic-distribution-group/'))
    return {
      ...{ ...common, verdict: 'warning', says: `${what} is a number of a traffic distribution group.` },
      cause: 'Which instance a contact from it goes through is up to that group.',
      next: 'Check that the group sends the traffic of this region to the instance.',
      command: `aws connect get-traffic-distribution --region ${region} --id ${target}`,
    };
  return {
    ...{ ...common, verdict: 'failure' },
    says: target
      ? `${what} is a number of another instance: ${target}.`
      : `${what} is not a number of the instance.`,
    cause: target
      ? 'Contacts can come only from numbers of the instance that starts them.'
      : 'It was released, is of another instance or region, or is misspelt.',
    next: `Name a number of this instance in ${variable}, or claim it there.`,
    command: `aws connect list-phone-numbers-v2 --region ${region} --instance-id ${instanceId}`,
  };
}

/** Amazon Connect has no field for what a number can; where it was imported from says it. */
function judgeKind(
  { name, label, variable, importedFrom }: SenderOfChannel,
  { importedAs, type }: NumberFacts,
  who: string,
): Finding | undefined {
  const service = importedAs && readArn(importedAs)?.service;
  const common = { area: 'Amazon Connect', check: `${name}-sender` } as const;
  if (service === importedFrom && !(importedFrom === undefined && type === 'SHORT_CODE')) return undefined;
  if (importedFrom === undefined)
    return {
      ...{ ...common, verdict: 'warning', says: `${who} may not be able to call.` },
      cause: service
        ? `It was imported from another service (${service}), where numbers are for messages.`
        : 'Short codes are for messages.',
      next: `Name a number in ${variable} that was claimed for calls in Amazon Connect.`,
    };
  if (!service)
    return {
      ...{ ...common, verdict: 'warning', says: `${who} may not be for ${label}.` },
      cause: `Amazon Connect does not say that it was imported from AWS End User Messaging (${importedFrom}).`,
      next: 'Look at the number in AWS End User Messaging, and import it into the instance.',
    };
  return {
    ...{ ...common, verdict: 'failure', says: `${who} is not a number for ${label}.` },
    cause: `It was imported from ${service}, and numbers for ${label} come from ${importedFrom}.`,
    next: `Name another number in ${variable}.`,
  };
}

function judgeStatus(
  { name }: SenderOfChannel,
  claimed: Look<ClaimedNumber> | undefined,
  who: string,
): Finding | undefined {
  if (claimed?.kind !== 'seen' || claimed.fact.status === 'CLAIMED') return undefined;
  const { status, reason } = claimed.fact;
  const isUnderWay = status === 'IN_PROGRESS';
  return {
    ...{ area: 'Amazon Connect', check: `${name}-sender`, verdict: isUnderWay ? 'warning' : 'failure' },
    says: `${who} is not claimed (${status}).`,
    cause: reason ?? (isUnderWay ? 'Its claim is still under way.' : 'Its claim has failed.'),
    next: isUnderWay ? 'Run doctor again in a few minutes.' : 'Claim it anew in Amazon Connect.',
  };
}
