import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import type { ChatItem } from '../../chat/chat.ts';
import { presentItem } from '../../chat/present-item.ts';
import { parseRequest } from '../../parse-request.ts';
import { contactId, text } from '../../shapes/common.ts';
import type { Operation } from '../operation.ts';
import { byConnectionToken } from './require-participant.ts';

const shape = z.strictObject({
  ContactId: contactId.optional(),
  MaxResults: z.int().min(1).max(100).default(15),
  NextToken: text(1, 1000).optional(),
  ScanDirection: z.enum(['FORWARD', 'BACKWARD']).optional(),
  SortOrder: z.enum(['ASCENDING', 'DESCENDING']).default('DESCENDING'),
  StartPosition: z
    .strictObject({
      Id: text(1, 256).optional(),
      AbsoluteTime: text(1, 100).optional(),
      MostRecent: z.int().min(0).max(100).optional(),
    })
    .refine((position) => Object.values(position).filter((value) => value !== undefined).length === 1, {
      error: 'Specify exactly one of Id, AbsoluteTime and MostRecent',
    })
    .optional(),
});

type Input = z.infer<typeof shape>;
type Direction = 'FORWARD' | 'BACKWARD';

/**
 * POST /participant/transcript: messages, attachments and who came and went, of the whole chain. Without a start it
 * goes back from the newest. Each page is sorted by itself.
 */
export const getTranscript: Operation = ({ body, bearer, note }, simulation) => {
  const input = parseRequest(shape, body, note, 'ValidationException');
  const { chat, contact } = byConnectionToken(bearer, simulation);
  const { items } = chat;
  const { direction, from } = input.NextToken ? readToken(input.NextToken) : begin(input, items);
  const [start, end] =
    direction === 'FORWARD'
      ? [from, Math.min(items.length, from + input.MaxResults)]
      : [Math.max(0, from - input.MaxResults), from];
  const page = items.slice(start, end);
  if (input.SortOrder === 'DESCENDING') page.reverse();
  const next = direction === 'FORWARD' ? end : start;
  const isOver = direction === 'FORWARD' ? next >= items.length : next <= 0;
  const receipts = new Map(
    contact.transcript.map(({ id, receivedAt, readAt }) => [id, { deliveredAt: receivedAt, readAt }]),
  );
  return {
    InitialContactId: chat.id,
    Transcript: page.map((item) => presentItem(item, receipts.get(item.id))),
    ...(isOver ? {} : { NextToken: writeToken(direction, next) }),
  };
};

/** Forward from this index, or backward from before it. */
function begin(
  { StartPosition: position, ScanDirection }: Input,
  items: readonly ChatItem[],
): { direction: Direction; from: number } {
  const direction = ScanDirection ?? (position ? 'FORWARD' : 'BACKWARD');
  const forward = direction === 'FORWARD';
  if (position?.Id !== undefined) {
    const index = items.findIndex(({ id }) => id === position.Id);
    if (index < 0) throw new AwsError('ValidationException', 'StartPosition is not in the transcript.');
    return { direction, from: forward ? index : index + 1 };
  }
  if (position?.AbsoluteTime !== undefined) {
    const at = Date.parse(position.AbsoluteTime);
    if (Number.isNaN(at))
      throw new AwsError('ValidationException', 'AbsoluteTime is not a time in ISO 8601.');
    const after = items.findIndex((item) => (forward ? item.at >= at : item.at > at));
    return { direction, from: after < 0 ? items.length : after };
  }
  if (position?.MostRecent !== undefined) {
    return { direction, from: Math.max(0, items.length - position.MostRecent) };
  }
  return { direction, from: forward ? 0 : items.length };
}

function writeToken(direction: Direction, from: number): string {
  return Buffer.from(`${direction}:${from}`).toString('base64url');
}

function readToken(token: string): { direction: Direction; from: number } {
  const [, direction, from] =
    /^(FORWARD|BACKWARD):(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (!direction) throw new AwsError('ValidationException', 'NextToken is not valid.');
  return { direction: direction as Direction, from: Number(from) };
}
