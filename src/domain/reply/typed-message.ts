import { uuidFor } from '../kernel/uuid.ts';

/** Of what was typed in a thread: the same message is the same reply, however often it comes. */
export function replyIdOf(placeId: string, ts: string): string {
  return uuidFor(`reply ${placeId} ${ts}`);
}
