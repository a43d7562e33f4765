import { raiseHand } from '../../domain/conversation/claim.ts';
import { actingAs, type Deps } from '../deps.ts';

/** Slack's names for ✋, whatever the skin tone. */
const HAND = /^(?:raised_hand|hand)(?:::skin-tone-[2-6])?$/;

interface Reaction {
  user: string;
  reaction: string;
  item: { type: string; channel?: string; ts?: string };
}

/** ✋ at a card, or at what the thread tells below it: whoever raises it first answers for the conversation. */
export function handListener(deps: Deps, isUp: boolean) {
  return async ({ event }: { event: Reaction }): Promise<void> => {
    const { user: userId, reaction, item } = event;
    if (!HAND.test(reaction) || !item.channel || !item.ts || userId === deps.botUserId) return;
    const input = { placeId: item.channel, ts: item.ts, userId, isUp };
    await raiseHand({ ctx: actingAs(deps, userId, 'reaction'), input });
  };
}
