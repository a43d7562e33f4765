import { addSeconds, min } from 'date-fns';
import type { SendOutcome } from '../conversation/chat-gateway.ts';
import {
  inOrder,
  isGoing,
  isReply,
  isToMark,
  type Reply,
  type ReplyRefusal,
  replyIn,
  withLine,
} from '../conversation/line.ts';
import { rejoin, renewNow } from '../conversation/participant.ts';
import { withoutText } from '../conversation/tell.ts';
import { withAnswerAt } from '../conversation/waiting.ts';
import { ENGINE } from '../kernel/actor.ts';
import { type Applied, unaccounted, visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { PostOutcome } from '../thread/poster.ts';
import { obstacleTo } from './obstacle.ts';

/** An unknown outcome is repeated under its ClientToken for this long, and what can't go waits no longer. */
const PATIENCE_SECONDS = 120;

const LONGEST_MARK_PAUSE_SECONDS = 600;

/** The reply that goes next. One after the other, in the order in which they were written. */
export function nextReply({ lines }: ReachOut): Reply | undefined {
  const going = inOrder(lines.filter(isReply).filter(isGoing));
  return going.find(({ state }) => state === 'sending') ?? going[0];
}

/** Why a reply that is due does not go now; undefined when it does. */
export function obstacleToReply(
  reachOut: ReachOut,
  reply: Reply,
  now: Date,
): ReplyRefusal | 'wait' | undefined {
  if (reply.text === undefined) return 'unreadable';
  if (now > lastTryAt(reply)) return 'late';
  // Whether Amazon Connect knows a ClientToken of another participant again, nobody says.
  const { link } = reachOut.conversation ?? {};
  if (reply.isUncertain && link && link.participantId !== reply.sentAs) return 'not_in';
  return obstacleTo(reachOut);
}

function lastTryAt({ sentAt, goesAt, at }: Reply): Date {
  return addSeconds(sentAt ?? goesAt ?? at, PATIENCE_SECONDS);
}

/** A reply has its turn later; one that would be late by then is told so first. */
export function delayReply(reachOut: ReachOut, id: string, at: Date): ReachOut {
  return withReply(reachOut, id, (reply) => {
    const sendAt = min([at, addSeconds(lastTryAt(reply), 1)]);
    return { ...reply, sendAt: sendAt.toISOString() };
  });
}

/** Notes a call for a reply before it goes out: until its answer is stored, it may have been carried out. */
export function intendReply(reachOut: ReachOut, id: string, now: Date): ReachOut {
  const sentAs = reachOut.conversation?.link?.participantId;
  return withReply(reachOut, id, (reply) => ({
    ...reply,
    ...{ state: 'sending', tries: reply.tries + 1, sentAt: reply.sentAt ?? now.toISOString() },
    ...{ isUncertain: true, ...(sentAs && { sentAs }) },
  }));
}

/** A reply that can't go now. What waits has its time. */
export function applyObstacle(
  reachOut: ReachOut,
  id: string,
  obstacle: ReplyRefusal | 'wait',
  now: Date,
): Applied {
  return decideReply(reachOut, id, (reply) => {
    if (obstacle !== 'wait') return refuse(reply, obstacle);
    return { ...reply, sendAt: addSeconds(now, 1).toISOString() };
  });
}

/** `again`: an earlier call for it may have been carried out unseen. */
export function applySend(
  reachOut: ReachOut,
  { id, again: isUncertain }: { id: string; again: boolean },
  outcome: SendOutcome,
  now: Date,
): Applied {
  const decide = (change: (reply: Reply) => Reply) => decideReply(reachOut, id, change);
  const answered = (change: (reply: Reply) => Reply) => decide((reply) => change({ ...reply, isUncertain }));
  switch (outcome.kind) {
    case 'accepted': {
      const { reachOut: after, entries } = decide((reply) => decided(reply, { state: 'accepted' }));
      const { at: writtenAt } = replyIn(reachOut.lines, id) ?? {};
      const told = writtenAt ? withAnswerAt(after, writtenAt) : after;
      return { reachOut: withLastSent(told, outcome.messageId), entries };
    }
    case 'over': {
      // Once more with another token; where that is over as well, as another participant.
      const isRenewed = replyIn(reachOut.lines, id)?.isRenewed;
      const { reachOut: after, entries } = answered((reply) => again({ ...reply, isRenewed: true }, now, 1));
      const { conversation } = after;
      return {
        reachOut: isRenewed && conversation ? rejoin(after, conversation, now) : renewNow(after, now),
        entries,
      };
    }
    case 'rejected': {
      const { awsError: error } = outcome.failure;
      return answered((reply) => ({ ...refuse(reply, 'rejected'), ...(error && { error }) }));
    }
    case 'not_now': {
      // Over the rate, it has its turn.
      const pause = (reply: Reply) => (outcome.waiting === 'rate' ? 1 : pauseAfter(reply));
      return answered((reply) => again(reply, now, outcome.retryAfterSeconds ?? pause(reply)));
    }
    case 'unknown':
      return decide((reply) => again(reply, now, pauseAfter(reply)));
  }
}

/** Receipts are about this message from now on. */
function withLastSent(reachOut: ReachOut, messageId: string | undefined): ReachOut {
  if (!reachOut.conversation || !messageId) return reachOut;
  const { receipt, ...conversation } = { ...reachOut.conversation, lastSent: messageId };
  return receipt ? visibly({ ...reachOut, conversation }) : { ...reachOut, conversation };
}

function pauseAfter({ tries }: Reply): number {
  return Math.min(15, 2 ** tries);
}

/** Changes a reply; that it was decided is accounted for. */
function decideReply(reachOut: ReachOut, id: string, change: (reply: Reply) => Reply): Applied {
  const after = withReply(reachOut, id, change);
  const reply = replyIn(after.lines, id);
  if (!reply || isGoing(reply)) return unaccounted(after);
  const { state, by, cause, error } = reply;
  const detail = { reply: id, by, ...(cause && { cause }), ...(error && { error }) };
  return { reachOut: after, entries: [{ actor: ENGINE, action: `reply_${state}`, detail }] };
}

/** A try that came to nothing that is known is repeated under its ClientToken, for two minutes. */
function again(reply: Reply, now: Date, seconds: number): Reply {
  const until = lastTryAt(reply);
  if (now >= until) return refuse(reply, 'late');
  return { ...reply, sendAt: min([addSeconds(now, seconds), until]).toISOString() };
}

/** Whoever may have sent it before does not know that it was not. */
function refuse(reply: Reply, cause: ReplyRefusal): Reply {
  return reply.isUncertain
    ? decided(reply, { state: 'unknown' })
    : decided(reply, { state: 'refused', cause });
}

function decided(reply: Reply, change: Partial<Reply>): Reply {
  const done = { ...reply, ...change };
  return done.source ? withoutText(done) : done;
}

/** The reply whose message is to show next what came of it. */
export function nextMark({ lines, silence }: ReachOut): { id: string; at: Date } | undefined {
  // Where its message can't be posted, it has none.
  const next = inOrder(lines.filter(isReply)).find(
    (reply) => isToMark(reply) && (reply.source || silence !== undefined),
  );
  return next && { id: next.id, at: new Date(next.markAt ?? 0) };
}

/** What Slack does not take for good is left; otherwise it is tried until it can be shown. */
export function applyMark(reachOut: ReachOut, id: string, outcome: PostOutcome, now: Date): ReachOut {
  return withReply(reachOut, id, (reply) => {
    const isLeft = !['unknown', 'slow_down', 'broken'].includes(outcome.kind);
    if (isLeft) return withoutText({ ...reply, isMarked: true });
    const markTries = (reply.markTries ?? 0) + 1;
    const pause = Math.min(LONGEST_MARK_PAUSE_SECONDS, 2 ** markTries);
    const seconds =
      outcome.kind === 'slow_down' ? Math.min(LONGEST_MARK_PAUSE_SECONDS, outcome.seconds) : pause;
    return { ...reply, markTries, markAt: addSeconds(now, seconds).toISOString() };
  });
}

/** A mark has its turn later. */
export function delayMark(reachOut: ReachOut, id: string, at: Date): ReachOut {
  return withReply(reachOut, id, (reply) => ({ ...reply, markAt: at.toISOString() }));
}

function withReply(reachOut: ReachOut, id: string, change: (reply: Reply) => Reply): ReachOut {
  return { ...reachOut, lines: withLine(reachOut.lines, id, change) };
}
