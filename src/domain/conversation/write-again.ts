import { addSeconds, subDays } from 'date-fns';
import { hasEnded, type Leg } from '../contact/contact.ts';
import type { Chat } from '../contact/gateway.ts';
import { secondsToFirstLook } from '../contact/look-plan.ts';
import type { Call, Context } from '../kernel/context.ts';
import { type Applied, enter } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { beginConversation } from './conversation.ts';

/** Who writes later is not answering any more. */
const MOST_DAYS = 7;

/** So many contacts before the present one are told apart from it. */
const MOST_FORMER = 100;

/**
 * A customer has written, and Amazon Connect began a contact of its own for that. Where it is one who was reached in
 * the last seven days, by the same sender, it belongs to that thread from now on. @throws where that can't be told yet.
 */
export async function writeAgain({ ctx, input: contactId }: Call<string>): Promise<void> {
  if (!ctx.chats) return;
  const look = await describeInTurn(ctx, contactId);
  if (look.kind === 'unavailable') throw new Error('who began a contact is not known yet');
  const { chat, leg } = look;
  const found = chat && (await findThread(ctx, chat));
  if (!found) return;
  let mustWait = false;
  await ctx.reachOuts.change(found.id, (reachOut) => {
    const now = ctx.clock.now();
    mustWait = reachOut.state === 'started' && reachOut.contactId !== contactId;
    if (!mustWait) return reachOut.state === 'ended' ? reopen(reachOut, contactId, leg, now) : undefined;
    // The chat before it must have ended: it is looked up at once.
    return hasEnded(reachOut.contact) ? undefined : { reachOut: { ...reachOut, lookAt: now }, entries: [] };
  });
  if (mustWait) throw new Error('the end of the contact before is not known yet');
}

async function describeInTurn(ctx: Context, contactId: string) {
  const seconds = await ctx.pace.take('describe', { lane: 'list', promised: false });
  if (seconds > 0) await new Promise<void>((resolve) => void ctx.clock.after(seconds * 1000, resolve));
  return ctx.gateway.describe(contactId);
}

async function findThread(ctx: Context, { channel, customer, system }: Chat): Promise<ReachOut | undefined> {
  const [recipient] = /^\+?\d{7,15}$/.exec(customer) ?? [];
  if (!recipient) return undefined;
  const sourceArn = await ctx.chats?.senderOf(system);
  if (!sourceArn) return undefined;
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
  };
  const lookAt = addSeconds(now, secondsToFirstLook(reachOut.request.channel, true));
  const contact = { legs: { [contactId]: leg } };
  const again = { ...rest, posts, conversation, contactId, contact, startedAt: now, lookAt };
  return enter(again, 'write_again', now, { contactId });
}
