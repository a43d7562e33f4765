import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Reply, Standstill, Stay } from '../../domain/conversation/line.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { replyHint } from '../../domain/reply/reply-hint.ts';
import {
  ACTION_CONTINUE,
  ACTION_KEEP_NOTE,
  ACTION_SEND_REPLY,
  ACTION_UNDO_REPLY,
  replyBlock,
} from '../ids.ts';
import { plain, section, smallPrint } from '../kit.ts';
import type { Names } from '../names.ts';
import { agentOf } from '../sentences/conversation.ts';
import { askTitle, FILES_STAY, goesText, standstillText, stayText } from '../sentences/reply.ts';
import { toWhom } from '../sentences/whom.ts';
import { letterForLetter } from './message.ts';

interface Message {
  text: string;
  blocks: KnownBlock[];
}

interface About {
  reachOut: ReachOut;
  reply: Reply;
  /** Something was attached to it, which does not go. */
  hasFiles: boolean;
}

/** Asks its writer whether a message is meant for the customer, with the text as the customer would get it, where that may be shown. */
export function buildAsk(
  { reachOut, reply, hasFiles }: About,
  { showsMessage }: Pick<Names, 'showsMessage'>,
  claimedBy?: string,
): Message {
  const { text = '' } = reply;
  const title = askTitle(toWhom(reachOut), claimedBy);
  const facts = [replyHint(text, reachOut), hasFiles && FILES_STAY].filter(Boolean).join(' ');
  return {
    text: title,
    blocks: [
      section(title),
      ...(showsMessage() ? letterForLetter(text) : []),
      ...(facts ? [smallPrint(facts)] : []),
      actions(reachOut, reply, [
        { action_id: ACTION_SEND_REPLY, text: plain('Send'), style: 'primary' },
        { action_id: ACTION_KEEP_NOTE, text: plain('Keep as note') },
      ]),
    ],
  };
}

/** Says that a message goes, and how to take it back. */
export function buildGoing({ reachOut, reply, hasFiles }: About, seconds: number): Message {
  const text = [goesText(seconds), hasFiles && FILES_STAY].filter(Boolean).join(' ');
  const undo = { action_id: ACTION_UNDO_REPLY, text: plain('Undo') };
  return { text, blocks: [section(text), ...(seconds > 0 ? [actions(reachOut, reply, [undo])] : [])] };
}

/** Says why a message stays in Slack; where another reach-out could take it, that is offered. */
export function buildStay(
  { reachOut, reply }: Omit<About, 'hasFiles'>,
  why: Stay,
  names: Pick<Names, 'agent'>,
): Message {
  return withNext(stayText(why, reachOut, reply.text ?? '', agentOf(reachOut, names)), reachOut, reply, why);
}

/** Says why nothing can be written to the customer now, before anything is; `reply` is what would have been. */
export function buildStandstill(
  { reachOut, reply }: { reachOut: ReachOut; reply: Pick<Reply, 'id'> },
  why: Standstill,
  names: Pick<Names, 'agent'>,
): Message {
  return withNext(standstillText(why, reachOut, agentOf(reachOut, names)), reachOut, reply, why);
}

/** With a way to go on where another reach-out is one. */
function withNext(text: string, reachOut: ReachOut, reply: Pick<Reply, 'id'>, why: Stay): Message {
  const next = { action_id: ACTION_CONTINUE, text: plain('Start the next one here') };
  const mayContinue = why === 'ended' || why === 'window';
  return { text, blocks: [section(text), ...(mayContinue ? [actions(reachOut, reply, [next])] : [])] };
}

type Choice = Pick<Button, 'action_id' | 'text' | 'style'>;

function actions({ id }: ReachOut, reply: Pick<Reply, 'id'>, choices: Choice[]): ActionsBlock {
  const elements = choices.map((choice): Button => ({ type: 'button', value: id, ...choice }));
  return { type: 'actions', block_id: replyBlock(reply.id), elements };
}
