import { uuidFor } from '../kernel/uuid.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** Of what was typed in a thread: the same message is the same reply, however often it comes. */
export function replyIdOf(placeId: string, ts: string): string {
  return uuidFor(`reply ${placeId} ${ts}`);
}

/** Slack's ts is the time in seconds. */
export function timeOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/**
 * What was written before the contact was started is not about it. Slack's clock tells by the message with the
 * ContactId, and otherwise ours.
 */
export function isAfterStart({ startedAt, posts }: ReachOut, ts: string): boolean {
  if (!startedAt) return false;
  const toldAt = posts.contact_id?.ts;
  if (toldAt && Number(ts) > Number(toldAt)) return true;
  return timeOf(ts).getTime() >= startedAt.getTime() - CLOCK_SKEW_MS;
}

/** Slack's clock and the database's may differ by so much. */
const CLOCK_SKEW_MS = 2_000;
