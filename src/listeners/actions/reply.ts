import { randomUUID } from 'node:crypto';
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { type Decision, decideReply } from '../../domain/conversation/decide-reply.ts';
import { isReply } from '../../domain/conversation/line.ts';
import { threadRoot } from '../../domain/thread/plan.ts';
import { buildReplyModal } from '../../views/conversation/reply-modal.ts';
import { replyIdIn } from '../../views/ids.ts';
import { DECIDED, REPLY_NOT_OPEN, stayText } from '../../views/sentences/conversation.ts';
import { actingAs, type Deps } from '../deps.ts';
import { openModal } from '../modal.ts';
import { Outdated } from '../outdated.ts';
import { type PressArgs, readPress } from './press.ts';

/** Send, Keep as note, Undo: the private question gives way to what became of it. */
export function decide(deps: Deps, decision: Decision) {
  return async (args: PressArgs): Promise<undefined> => {
    const { reachOutId: id, userId } = readPress(args);
    const input = { id, replyId: readReplyId(args), userId, decision };
    const decided = await decideReply({ ctx: actingAs(deps, userId), input });
    deps.engine.wake();
    const text = decided.kind === 'stays' ? stayText(decided.why, decided.text) : DECIDED[decided.kind];
    await args.respond({ text, response_type: 'ephemeral', replace_original: true });
  };
}

/** The form of a reply, at once; what was said last follows. */
export function openReply(deps: Deps) {
  return async (args: PressArgs): Promise<string | undefined> => {
    const { reachOutId: id, userId, triggerId } = readPress(args);
    const reachOut = await actingAs(deps, userId).reachOuts.find(id);
    if (!reachOut?.conversation) return REPLY_NOT_OPEN;
    const metadata = { reach_out_id: id, reply_id: randomUUID() };
    const opened = await deps.modals.open(
      triggerId,
      buildReplyModal({ metadata, reachOut, recent: [], text: '' }),
    );
    const root = threadRoot(reachOut);
    const recent = root ? await deps.recentOf(reachOut.placeId, root) : [];
    if (recent.length > 0)
      await deps.modals.update({ id: opened.id }, buildReplyModal({ metadata, reachOut, recent, text: '' }));
    return undefined;
  };
}

/** The form of another reach-out to the same person, in the same thread, with what was written. */
export function continueHere(deps: Deps) {
  return async (args: PressArgs): Promise<string | undefined> => {
    const { reachOutId: id, userId, triggerId } = readPress(args);
    const reachOut = await actingAs(deps, userId).reachOuts.find(id, readReplyId(args));
    if (!reachOut) return REPLY_NOT_OPEN;
    const { request, placeId } = reachOut;
    const reply = reachOut.lines.filter(isReply).find((line) => line.id === readReplyId(args));
    const threadTs = threadRoot(reachOut);
    await openModal(deps, {
      ...{ triggerId, userId, placeId, ...(threadTs && { threadTs }) },
      values: {
        phone: request.recipient,
        channel: request.channel,
        ...(reply?.text && { message: reply.text }),
      },
    });
    return undefined;
  };
}

/** @throws Outdated */
function readReplyId({
  action,
}: {
  action: BlockAction<ButtonAction>['actions'][number] | PressArgs['action'];
}): string {
  const id = replyIdIn(action.block_id);
  if (!id) throw new Outdated('the button is about no reply');
  return id;
}
