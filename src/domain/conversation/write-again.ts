import { addSeconds, differenceInMilliseconds, subDays } from 'date-fns';
import { hasEnded, type Leg, summarize } from '../contact/contact.ts';
import type { Whose } from '../contact/contacts.ts';
import type { Chat } from '../contact/gateway.ts';
import { secondsToFirstLook } from '../contact/look-plan.ts';
import type { Call, Context } from '../kernel/context.ts';
import { NotYet } from '../kernel/not-yet.ts';
import { type Applied, enter, unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { beginConversation } from './conversation.ts';

/** Who writes later is not answering any more. */
const MOST_DAYS = 7;

/**
 * Seconds after the event came for the first time: when what was not known by then is asked for again. A queue hands a
 * message out ten times or so.
 */
const TRIES_AT = [2, 5, 10, 20, 40, 70, 100];

/** So many contacts before the present one are told apart from it. */
const MOST_FORMER = 100;

/**
 * A customer has written, and Amazon Connect began a contact of its own for that. Where it is one who was reached in
 * the last seven days, by the same sender, it belongs to that thread from now on. @throws NotYet
 */
export async function writeAgain({
  ctx,
  input: { contactId, firstAt },
}: Call<{ contactId: string; firstAt: Date }>): Promise<void> {
  if (!ctx.chats || ctx.contacts.isForeign(contactId)) return;
  const age = differenceInMilliseconds(ctx.clock.now(), firstAt) / 1000;
  const whose = await ctx.contacts.lookOnce(contactId, async () => {
    await takeTurn(ctx, age >= 1);
    return follow(ctx, contactId);
  });
  if (whose === 'foreign') ctx.contacts.noteForeign(contactId);
  if (whose !== 'not_known') return;
  const next = TRIES_AT.find((second) => second > age + 1);
  if (next) throw new NotYet(Math.ceil(next - age));
  ctx.log.warn({ contactId }, 'whom a chat is from that a customer began is not known');
}

/** Whose it is; not known also where the chat before it has yet to end. */
async function follow(ctx: Context, contactId: string): Promise<Whose> {
  const look = await ctx.gateway.describe(contactId);
  if (look.kind === 'unavailable') return 'not_known';
  const { chat, leg } = look;
  const sender = chat && (await ctx.chats?.senderOf(chat.system));
  if (!chat || !sender) return 'foreign';
  if (sender.kind !== 'looked') return 'not_known';
  const found = sender.arn ? await findThread(ctx, chat, sender.arn) : undefined;
  if (!found || isBefore(leg, found)) return 'foreign';
  let mustWait = false;
  await ctx.reachOuts.change(found, (reachOut) => {
    const now = ctx.clock.now();
    mustWait = reachOut.state === 'started' && reachOut.contactId !== contactId;
    if (!mustWait) return reachOut.state === 'ended' ? reopen(reachOut, contactId, leg, now) : undefined;
    // The chat before it must have ended: it is looked up at once.
    return hasEnded(reachOut.contact) ? undefined : unaccounted({ ...reachOut, lookAt: now });
  });
  return mustWait ? 'not_known' : 'ours';
}

/** Late news may be of a chat that was there before they were reached. */
function isBefore({ initiatedAt }: Leg, { contact }: ReachOut): boolean {
  const { initiatedAt: reachedAt } = summarize(contact);
  return initiatedAt !== undefined && reachedAt !== undefined && initiatedAt < reachedAt;
}

/**
 * Who came before was promised one. What has its turn within a second waits for it here: of those that come back
 * with the same second, only the first would find it free. @throws NotYet
 */
async function takeTurn(ctx: Context, cameBefore: boolean): Promise<void> {
  let promised = cameBefore;
  let waited = 0;
  for (;;) {
    const seconds = await ctx.pace.take('describe', { lane: 'list', promised });
    if (seconds === 0) return;
    waited += seconds;
    if (waited > 1) throw new NotYet(Math.ceil(seconds));
    promised = true;
    await new Promise<void>((resolve) => void ctx.clock.after(seconds * 1000, resolve));
  }
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
    hands,
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
    ...(hands && { hands }),
    ...(alsoBy && { alsoBy }),
    ...(toldTo && { toldTo }),
    ...(sayAt && { sayAt }),
    ...(stoppedAt && { stoppedAt }),
    ...(resumedAt && { resumedAt }),
  };
  const seconds = leg.endedAt ? 0 : secondsToFirstLook(reachOut.request.channel, true);
  const lookAt = addSeconds(now, seconds);
  const contact = { legs: { [contactId]: leg } };
  const again = { ...rest, posts, conversation, contactId, contact, startedAt: now, lookAt };
  return enter(again, 'write_again', now, { contactId });
}
