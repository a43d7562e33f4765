import type { Channel } from '../channels/registry.ts';
import type { Call } from '../kernel/context.ts';
import { decide, type Facts, type Verdict } from './decide.ts';
import { ifSlackSays } from './if-slack-says.ts';
import { hasLimits, type Room, type UsedUp } from './limits.ts';
import { isUndecided } from './people.ts';

/** Many numbers that a person wants to reach at once, each of them once. */
export interface ManyAsking {
  userId: string;
  placeId: string;
  placeName?: string;
  channel: Channel;
  /** E.164. */
  recipients: string[];
  /** Of the list that they are from. */
  rows: number;
}

/** So many are judged before others have their turn. */
const AT_A_TIME = 100;

/**
 * Asks the policy about each number as if it were to go now, with a few look-ups for all of them; undefined when Slack
 * does not say who asks. @throws TurnedAway
 */
export async function judgeMany({ ctx, input }: Call<ManyAsking>): Promise<Verdict[] | undefined> {
  const { userId, placeId, placeName, channel, recipients, rows } = input;
  const { limits, approvals } = ctx.policy();
  const now = ctx.clock.now();
  const [person, place, blocks, room, known] = await Promise.all([
    ifSlackSays(ctx, ctx.people.find(userId), 'who asks'),
    ctx.places.find(placeId, placeName),
    ctx.blocks.ofMany(recipients),
    hasLimits(limits) ? ctx.reachOuts.roomFor({ limits, userId, recipients }) : undefined,
    ctx.chats || approvals.some(({ when }) => when.firstContact)
      ? ctx.reachOuts.knownOf(recipients)
      : undefined,
  ]);
  const policy = ctx.policy();
  if (!person || isUndecided(person, policy)) return undefined;
  const rulebook = { settings: ctx.settings, policy };
  const verdicts: Verdict[] = [];
  let going = 0;
  for (const [index, recipient] of recipients.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await new Promise(setImmediate);
    const open = ctx.chats && known?.open.get(recipient);
    const facts: Facts = {
      ...{ person, recipient, channel, placeId, place, open, rows },
      blocks: blocks.get(recipient) ?? [],
      usedUp: room && usedUpBy(room, recipient, going, now),
      isFirstContact: known && !known.reached.has(recipient),
      goes: { at: now, isNamed: false },
      // AWS's own list is asked before each start alone.
      optOut: undefined,
    };
    const verdict = decide(facts, rulebook);
    verdicts.push(verdict);
    if (verdict.kind !== 'refuse') going += 1;
  }
  return verdicts;
}

/** What leaves no room once so many before it go. */
function usedUpBy(room: Room, recipient: string, going: number, now: Date): UsedUp {
  return {
    ...(room.full.has(recipient) && { recipient: now }),
    ...(room.person !== undefined && going >= room.person && { person: now }),
    ...(room.workspace !== undefined && going >= room.workspace && { workspace: now }),
    earlier: [],
    countedAt: now,
  };
}
