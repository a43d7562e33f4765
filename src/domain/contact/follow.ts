import { differenceInDays, differenceInSeconds } from 'date-fns';
import type { Call, Context } from '../kernel/context.ts';
import type { ContactNews } from '../kernel/ports.ts';
import type { ReachOut } from '../reach-out/progress.ts';
import { hasEnded, lastEndedId, summarize } from './contact.ts';
import { recordContactNews } from './record-news.ts';

/** Checks at a time; what is due beyond that is due at the next look. */
const MOST = 8;

/** Seconds after the start at which a contact is asked for; after the last, at the interval that follows. */
const PLANS = {
  voice: { at: [5, 15, 30, 65], every: 60 },
  chat: { at: [30, 300], every: 3600 },
} as const;

/** Where events tell the story, asking begins only when they should have told it. */
const FIRST_WITH_EVENTS = { voice: 3, chat: 1 } as const;

/** Amazon Connect closes a chat after 25 hours unless told otherwise (StartOutboundChatContact). */
const CHAT_MINUTES = 1500;

/** DescribeContact has a quota; see RateLimits.reserveChecks. */
const CHECKS_PER_SECOND = 8;

/** An end that only an event has told, and DescribeContact cannot confirm, is taken as certain after this. */
const UNCONFIRMED_SECONDS = 8;

/** The longest chat is seven days; of what is open longer than this, nothing more will be heard. */
const LONGEST_DAYS = 8;

/** Asks for the contacts whose check is due; resolves to how many were asked for. */
export async function followContacts({ ctx }: Call<Record<string, never>>): Promise<number> {
  const { contacts, limits } = ctx.store;
  const waiting = await contacts.countDue(MOST);
  const turns = waiting > 0 ? await limits.reserveChecks(waiting) : 0;
  const due = turns > 0 ? await contacts.takeDue(turns) : [];
  if (due.length === 0) return 0;
  const open = await contacts.countOpen();
  await Promise.all(due.map((reachOut) => follow(ctx, reachOut, open)));
  return due.length;
}

async function follow(ctx: Context, reachOut: ReachOut, open: number): Promise<void> {
  const contactId = legToAskFor(reachOut);
  const outcome = await ctx.gateway.describe(contactId);
  if (outcome.kind === 'found') {
    // Those it was transferred to first: with them known, its own end is not taken for the end of all.
    for (const next of outcome.next) await learn(ctx, { contactId: next, follows: [contactId], leg: {} });
    await learn(ctx, { contactId, follows: [], leg: outcome.leg });
  }
  const current = (await ctx.store.reachOuts.find(reachOut.id)) ?? reachOut;
  const now = new Date();
  // An answer from before the end, which an event has told since, knows of no transfer.
  const isConfirmed = outcome.kind === 'found' && outcome.leg.endedAt !== undefined;
  if (isOver(current, isConfirmed, now)) return end(ctx, reachOut.id);
  const seconds = secondsToWait(current, contactId, now, open);
  await ctx.store.contacts.checkAfter(reachOut.id, seconds, current.version);
}

/** An end to be confirmed, and a transfer that was just heard of, are asked for before the plan's time. */
function secondsToWait(current: ReachOut, asked: string, now: Date, open: number): number {
  if (hasEnded(current.contact)) return 2;
  if (legToAskFor(current) !== asked) return 1;
  return secondsToNextCheck(current, now, open);
}

function learn(ctx: Context, input: ContactNews) {
  return recordContactNews({ ctx, input });
}

function isOver({ contact, startedAt }: ReachOut, isConfirmed: boolean, now: Date): boolean {
  if (startedAt && differenceInDays(now, startedAt) > LONGEST_DAYS) return true;
  if (!hasEnded(contact)) return false;
  const { endedAt = '' } = summarize(contact);
  return isConfirmed || differenceInSeconds(now, endedAt) >= UNCONFIRMED_SECONDS;
}

function end(ctx: Context, id: string): Promise<void> {
  return ctx.store.transaction(async ({ contacts, jobs, audit }) => {
    if (!(await contacts.end(id))) return;
    await jobs.updateThread(id);
    await audit.append(id, ctx.actor, 'end');
  });
}

/** Of the chain of transfers the leg that is still open, or else the one that ended last. */
export function legToAskFor({ contact, contactId = '' }: ReachOut): string {
  const open = Object.entries(contact?.legs ?? {}).find(([, leg]) => !leg.endedAt);
  return open?.[0] ?? lastEndedId(contact) ?? contactId;
}

/** Seconds until a contact's next check: dense at first, then sparse, and sparser where many are open. */
export function secondsToNextCheck(reachOut: ReachOut, now: Date, open: number): number {
  const { request, startedAt = now } = reachOut;
  const plan = request.channel === 'voice' ? PLANS.voice : PLANS.chat;
  const age = Math.max(0, differenceInSeconds(now, startedAt));
  const planned = plan.at.find((second) => second > age);
  const wait = planned === undefined ? plan.every : planned - age;
  return Math.max(Math.min(wait, secondsToExpiry(reachOut, age)), open / CHECKS_PER_SECOND);
}

function secondsToExpiry({ request }: ReachOut, age: number): number {
  if (request.channel === 'voice') return Number.POSITIVE_INFINITY;
  const expiry = (request.chatDurationInMinutes ?? CHAT_MINUTES) * 60 + 60;
  return expiry > age ? expiry - age : Number.POSITIVE_INFINITY;
}

/** Seconds from the start to the first check. */
export function secondsToFirstCheck(channel: 'voice' | 'sms' | 'whatsapp', hasEvents: boolean): number {
  const kind = channel === 'voice' ? 'voice' : 'chat';
  return PLANS[kind].at[hasEvents ? FIRST_WITH_EVENTS[kind] : 0] ?? PLANS[kind].every;
}
