import { SlackError } from '../slack-error.ts';
import type { Arguments } from './arguments.ts';

export type Page<T> = { items: T[]; hasMore: boolean; response_metadata: { next_cursor: string } };

/** A page of a list by Slack's `limit` and `cursor`. The cursor holds the position of the next item. */
export function pageOf<T>(
  all: readonly T[],
  args: Arguments,
  { otherwise = 100, max = 1000 }: { otherwise?: number; max?: number } = {},
): Page<T> {
  const limit = args.limit('limit', otherwise, max);
  const start = positionOf(args.string('cursor'));
  const next = start + limit;
  const hasMore = next < all.length;
  return {
    items: all.slice(start, next),
    hasMore,
    response_metadata: { next_cursor: hasMore ? Buffer.from(`next:${next}`).toString('base64') : '' },
  };
}

function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const position = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (position === undefined) throw new SlackError('invalid_cursor');
  return Number(position);
}
