import { addSeconds, differenceInDays, differenceInSeconds } from 'date-fns';
import { CHANNELS, type Channel, isCall } from '../channels/registry.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { hasEnded, lastEndedId, summarize } from './contact.ts';

/** Amazon Connect closes a chat after 25 hours unless told otherwise (StartOutboundChatContact). */
const CHAT_MINUTES = 1500;

/** An end that only an event has told, and DescribeContact cannot confirm, is taken as certain after this. */
const UNCONFIRMED_SECONDS = 8;

/** The longest chat is seven days; of what is open longer than this, nothing more will be heard. */
const LONGEST_DAYS = 8;

/** Of the chain of transfers the leg that is still open, or else the one that ended last. */
export function legToAskFor({ contact, contactId = '' }: ReachOut): string {
  const open = Object.entries(contact?.legs ?? {}).find(([, leg]) => !leg.endedAt);
  return open?.[0] ?? lastEndedId(contact) ?? contactId;
}

/** Whether nothing more is to be heard. `isConfirmed`: Amazon Connect itself has just told the end. */
export function isOver({ contact, startedAt }: ReachOut, isConfirmed: boolean, now: Date): boolean {
  if (startedAt && differenceInDays(now, startedAt) > LONGEST_DAYS) return true;
  if (!hasEnded(contact)) return false;
  const { endedAt = '' } = summarize(contact);
  return isConfirmed || differenceInSeconds(now, endedAt) >= UNCONFIRMED_SECONDS;
}

/**
 * When a contact is looked up next: an end to be confirmed, and a transfer that was just heard of when
 * `asked` was looked up, before the plan's time.
 */
export function nextLookAt(reachOut: ReachOut, asked: string, now: Date): Date {
  if (hasEnded(reachOut.contact)) return addSeconds(now, 2);
  if (legToAskFor(reachOut) !== asked) return addSeconds(now, 1);
  return addSeconds(now, secondsToNextLook(reachOut, now));
}

/** Whether the next look is worth a turn before those of the plan. */
export function isUrgent({ contact, contactId }: ReachOut, asked: string): boolean {
  return hasEnded(contact) || asked !== contactId;
}

/** Seconds until a contact's next look by the plan: dense at first, then sparse. */
export function secondsToNextLook(reachOut: ReachOut, now: Date): number {
  const { request, startedAt = now } = reachOut;
  const plan = CHANNELS[request.channel].checks;
  const age = Math.max(0, differenceInSeconds(now, startedAt));
  const planned = plan.at.find((second) => second > age);
  const wait = planned === undefined ? plan.every : planned - age;
  return Math.min(wait, secondsToExpiry(reachOut, age));
}

function secondsToExpiry({ request }: ReachOut, age: number): number {
  if (isCall(request)) return Number.POSITIVE_INFINITY;
  const expiry = (request.chatDurationInMinutes ?? CHAT_MINUTES) * 60 + 60;
  return expiry > age ? expiry - age : Number.POSITIVE_INFINITY;
}

/** Seconds from the start to the first look. */
export function secondsToFirstLook(channel: Channel, hasEvents: boolean): number {
  const { at, every, skippedWithEvents } = CHANNELS[channel].checks;
  return at[hasEvents ? skippedWithEvents : 0] ?? every;
}
