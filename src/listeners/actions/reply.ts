import { randomUUID } from 'node:crypto';
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { isBlocked } from '../../domain/blocks/is-blocked.ts';
import { hasOptedOut } from '../../domain/conversation/conversation.ts';
import { replyIn } from '../../domain/conversation/line.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import { type Decided, type Decision, decideReply } from '../../domain/reply/decide-reply.ts';
import { isWindowClosed, standstill } from '../../domain/reply/obstacle.ts';
import { replyModeIn } from '../../domain/reply/reply-mode.ts';
import { threadRoot } from '../../domain/thread/plan.ts';
import { buildStandstill, buildStay } from '../../views/conversation/private.ts';
import { buildRecent, buildReplyModal } from '../../views/conversation/reply-modal.ts';
import { replyIdIn } from '../../views/ids.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { refusalText } from '../../views/sentences/refusals.ts';
import {
  DECIDED,
  REPLIES_OFF,
  REPLY_NOT_OPEN,
  REPLY_NOT_THERE,
  stayText,
} from '../../views/sentences/reply.ts';
import type { Private, Recent } from '../../views/whispers.ts';
import { actingAs, type Deps } from '../deps.ts';
import { isMaskedFor } from '../masked-number.ts';
import { openModal } from '../open-modal.ts';
import { Outdated } from '../outdated.ts';
import { responseNames } from '../quick-responses.ts';
import { readReply, type TypedReply } from '../read-reply.ts';
import { refusalsOf } from '../refusals-of.ts';
import { isInHome, type PressArgs, readPress } from './press.ts';

/** Send, Keep as note, Undo: stored before it is acked. The private question gives way to what became of it, if anything did. */
export function decide(deps: Deps, decision: Decision) {
  return async (args: PressArgs): Promise<undefined> => {
    const { reachOutId: id, userId } = readPress(args);
    const input = { id, replyId: readReplyId(args), userId, decision };
    const decided = await decideReply({ ctx: actingAs(deps, userId, 'button'), input });
    await args.ack();
    await args.respond({
      ...decidedMessage(deps, decided),
      response_type: 'ephemeral',
      replace_original: decided.kind !== 'unidentified',
    });
  };
}

function decidedMessage(deps: Deps, decided: Decided): Private {
  if (decided.kind === 'stays') return buildStay(decided, decided.why, deps.names);
  return { text: decided.kind === 'refused' ? refusedText(deps, decided.refusals) : DECIDED[decided.kind] };
}

/** Why whoever asks may not answer, and whom to ask. */
function refusedText({ context }: Deps, [refusal]: Refusal[]): string {
  return refusal ? refusalText(refusal, whomToAsk(context.settings).markup) : REPLY_NOT_OPEN;
}

/** The form of a reply, at once; what was said last follows. */
export function openReply(deps: Deps) {
  return async (args: PressArgs): Promise<string | undefined> => {
    await args.ack();
    const { reachOutId: id, userId, triggerId } = readPress(args);
    const reachOut = await deps.context.reachOuts.find(id);
    if (!reachOut?.conversation) return REPLY_NOT_OPEN;
    if ((await replyModeIn(deps.context, reachOut.placeId)) === 'off') return REPLIES_OFF;
    const root = threadRoot(reachOut);
    const isListed = await isBlocked(deps.context, reachOut);
    const why = standstill(reachOut, deps.context.clock.now(), isListed);
    if (why && root) {
      const message = buildStandstill({ reachOut, reply: { id: randomUUID() } }, why, deps.names);
      if (isInHome(args)) return message.text;
      await deps.whisper({ placeId: reachOut.placeId, threadTs: root, userId }, message);
      return undefined;
    }
    const metadata = { reach_out_id: id, reply_id: randomUUID() };
    const responses = responseNames(deps);
    const form = (recent: Recent[], typed: TypedReply = { message: '', setAside: [] }) =>
      buildReplyModal({ metadata, reachOut, recent: recent.map(buildRecent), responses, ...typed });
    const empty = form([]);
    // In a Home tab it may stand longer than whoever presses it is in that place.
    const isElsewhere = isInHome(args) && reachOut.userId !== userId;
    const find = () =>
      Promise.all([
        refusalsOf(deps, { userId }),
        isElsewhere ? deps.context.memberships.placesNow(userId) : undefined,
        root ? deps.recentOf(reachOut.placeId, root) : [],
      ]);
    await deps.openForms.open(triggerId, empty, find, (now, [refusals, places, recent]) => {
      const readsAlong = isElsewhere ? places?.has(reachOut.placeId) : true;
      if (refusals.length > 0) return { view: buildNotice('Reply', refusedText(deps, refusals)) };
      if (readsAlong === false) return { view: buildNotice('Reply', REPLY_NOT_THERE) };
      return readsAlong && recent.length > 0 ? { view: form(recent, readReply(now)) } : undefined;
    });
    return undefined;
  };
}

/** The form of another reach-out to the same person, in the same thread, with what was written or for a template. */
export function continueHere(deps: Deps) {
  return async (args: PressArgs): Promise<string | undefined> => {
    await args.ack();
    const { reachOutId: id, userId, triggerId } = readPress(args);
    const reachOut = await deps.context.reachOuts.find(id, readReplyId(args));
    if (!reachOut) return REPLY_NOT_OPEN;
    if (reachOut.conversation && hasOptedOut(reachOut.conversation))
      return stayText('opted_out', reachOut, '');
    const { request, placeId } = reachOut;
    const reply = replyIn(reachOut.lines, readReplyId(args));
    const threadTs = threadRoot(reachOut);
    const wantsTemplate = isWindowClosed(reachOut, deps.context.clock.now());
    await openModal(deps, {
      door: 'continue',
      ...{ triggerId, userId, placeId, wantsMore: wantsTemplate, ...(threadTs && { threadTs }) },
      ...(isMaskedFor(deps, reachOut, userId) && { maskedFrom: reachOut }),
      values: {
        ...(request.recipient && { phone: request.recipient }),
        channel: request.channel,
        ...(reply?.text && !wantsTemplate && { message: reply.text }),
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
