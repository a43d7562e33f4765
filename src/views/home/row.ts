import type { Button, KnownBlock } from '@slack/types';
import { waitsSince } from '../../domain/conversation/waiting.ts';
import type { Home } from '../../domain/home/home.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { isScheduled } from '../../domain/schedule/find-scheduled.ts';
import { approvalButtons } from '../approval/message.ts';
import { actionsOf, buttonOf } from '../card/actions.ts';
import { ACTION_REPLY, homeRow } from '../ids.ts';
import { section } from '../kit.ts';
import { lineOf, wordsFor } from '../list/own-list.ts';
import type { Names } from '../names.ts';
import { askedByText, type HomeList, whoseText, wroteText } from '../sentences/home.ts';

interface RowParts {
  names: Names;
  threadUrl(reachOut: ReachOut): string | undefined;
}

/** One line, with its thread, and what can be done about it. The words of others are for their threads. */
export function buildRow(
  list: HomeList,
  reachOut: ReachOut,
  { userId, admin }: Pick<Home, 'userId' | 'admin'>,
  { names, threadUrl }: RowParts,
): KnownBlock[] {
  const isOwn = reachOut.userId === userId;
  const words = isOwn ? wordsFor(reachOut, names) : '';
  const more = moreOf(list, reachOut, isOwn);
  const line = lineOf(reachOut, names, { url: threadUrl(reachOut), words, ...(more && { more }) });
  const isClaimed = reachOut.conversation?.claimedBy === userId;
  const mayAct = isOwn || admin !== undefined;
  const buttons = buttonsOf(list, reachOut, { mayAct, isClaimed, words }, names);
  const block_id = homeRow(list, reachOut.id);
  // A section holds one element.
  if (buttons.length < 2) return [{ ...section(line, buttons[0]), block_id }];
  return [section(line), { type: 'actions', block_id, elements: buttons }];
}

function moreOf(list: HomeList, reachOut: ReachOut, isOwn: boolean): string | undefined {
  const since = isWaiting(list) && waitsSince(reachOut);
  const whose = isOwn ? '' : whoseText(reachOut.userId, reachOut.conversation?.claimedBy);
  if (since) return [wroteText(since), list === 'waitingBeside' && whose].filter(Boolean).join(' · ');
  return isOwn ? undefined : askedByText(reachOut.userId);
}

function isWaiting(list: HomeList): boolean {
  return list === 'waiting' || list === 'waitingBeside';
}

/** What matters most; all where it waits for its time. Whoever answers for another's conversation answers it here, and admins may do what they may on its card. */
function buttonsOf(
  list: HomeList,
  reachOut: ReachOut,
  { mayAct, isClaimed, words }: { mayAct: boolean; isClaimed: boolean; words: string },
  names: Names,
): Button[] {
  const reply = () => [buttonOf({ id: ACTION_REPLY, label: 'Reply' }, reachOut, words)];
  if (isWaiting(list)) return reply();
  if (list === 'toApprove') return approvalButtons(reachOut);
  if (!mayAct) return isClaimed && reachOut.state === 'started' ? reply() : [];
  const actions = actionsOf(reachOut, names);
  const shown = isScheduled(reachOut) ? actions : actions.slice(0, 1);
  return shown.map((action) => buttonOf(action, reachOut, words));
}
