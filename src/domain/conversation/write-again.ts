import { addSeconds, differenceInSeconds, subDays } from 'date-fns';
import { hasEnded, type Leg } from '../contact/contact.ts';
import type { Chat } from '../contact/gateway.ts';
import { secondsToFirstLook } from '../contact/look-plan.ts';
import type { Call, Context } from '../kernel/context.ts';
import { NotYet } from '../kernel/not-yet.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { beginConversation } from './conversation.ts';

/** Who writes later is not answering any more. */
const MOST_DAYS = 7;

/** For so long what is not known yet is asked for, each time the event comes again; at once so many times. */
const PATIENCE_SECONDS = 100;
const TRIES = 4;
const PAUSE_MS = 500;

/** So many contacts before the present one are told apart from it. */
const MOST_FORMER = 100;

/**
 * A customer has written, and Amazon Connect began a contact of its own for that. Where it is one who was reached in
 * the last seven days, by the same sender, it belongs to that thread from now on. @throws NotYet
 */
export async function writeAgain({ ctx, input }: Call<Wrote>): Promise<void> {
  for (let tries = 1; ctx.chats && !(await follow(ctx, input.contactId)); tries++) {
    const isOld = differenceInSeconds(ctx.clock.now(), input.at ?? 0) > PATIENCE_SECONDS;
    if (isOld) return;
    if (tries === TRIES) throw new NotYet();
    await new Promise<void>((resolve) => void ctx.clock.after(PAUSE_MS, resolve));
  }
}

/** The contact that it began, and when; ISO 8601. */
interface Wrote {
  contactId: string;
  at?: string;
}

/** False where it is not known yet whom it is from, or that the chat before has ended. */
async function follow(ctx: Context, contactId: string): Promise<boolean> {
  const look = await describeInTurn(ctx, contactId);
  if (look.kind === 'unavailable') return false;
  const { chat, leg } = look;
  const sender = chat && (await ctx.chats?.senderOf(chat.system));
  if (!chat || !sender) return true;
  if (sender.kind !== 'looked') return false;
  const found = sender.arn ? await findThread(ctx, chat, sender.arn) : undefined;
  if (!found) return true;
  let mustWait = false;
  await ctx.reachOuts.change(found, (reachOut) => {
    const now = ctx.clock.now();
    mustWait = reachOut.state === 'started' && reachOut.contactId !== contactId;
    if (!mustWait) return reachOut.state === 'ended' ? reopen(reachOut, contactId, leg, now) : undefined;
    // The chat before it must have ended: it is looked up at once.
    return hasEnded(reachOut.contact) ? undefined : { reachOut: { ...reachOut, lookAt: now }, entries: [] };
  });
  return !mustWait;
}

async function describeInTurn(ctx: Context, contactId: string) {
  const seconds = await ctx.pace.take('describe', { lane: 'list', promised: false });
  if (seconds > 0) await new Promise<void>((resolve) => void ctx.clock.after(seconds * 1000, resolve));
  return ctx.gateway.describe(contactId);
}

async function findThread(
  ctx: Context,
  { channel, customer }: Chat,
  sourceArn: string,
): Promise<ReachOut | undefined> {
  const [recipient] = /^\+?\d{7,15}$/.exec(customer) ?? [];
  if (!recipient) return undefined;
  const since = subDays(ctx.clock.now(), MOST_DAYS);
  return ctx.reachOuts.findLastTo({ recipient: `+${recipient.replace('+', '')}`, channel, sourceArn, since });
}

/** It is followed again under its new contact, which has a reply and an end of its own in the thread. */
function reopen(reachOut: ReachOut, contactId: string, leg: Leg, now: Date): Applied {
  const { endedAt: _, stop: __, ...rest } = reachOut;
  const { contact_id: ___, 'milestone:ended': ____, ...posts } = reachOut.posts;
  const {
    participants,
    joins,
    claimedBy,
    alsoBy,
    toldTo,
    sayAt,
    stoppedAt,
    resumedAt,
    formerContacts = [],
  } = reachOut.conversation ?? {};
  const former = [...formerContacts, reachOut.contactId ?? '', ...Object.keys(reachOut.contact?.legs ?? {})];
  const conversation = {
    ...beginConversation(now),
    ...{ isAgain: true, formerContacts: [...new Set(former)].slice(-MOST_FORMER) },
    ...(participants && { participants }),
    ...(joins && { joins }),
    ...(claimedBy && { claimedBy }),
    ...(alsoBy && { alsoBy }),
    ...(toldTo && { toldTo }),
    ...(sayAt && { sayAt }),
    ...(stoppedAt && { stoppedAt }),
    ...(resumedAt && { resumedAt }),
  };
  const lookAt = addSeconds(now, secondsToFirstLook(reachOut.request.channel, true));
  const contact = { legs: { [contactId]: leg } };
  const again = { ...rest, posts, conversation, contactId, contact, startedAt: now, lookAt };
  return enter(again, 'write_again', now, { contactId });
}
