import type { Call } from '../kernel/context.ts';
import type { Refusal } from '../policy/decide.ts';
import { judge } from '../policy/judge.ts';
import { noteRefused } from '../policy/note-refused.ts';
import type { Question } from '../policy/question.ts';
import type { NewList } from './list.ts';
import { entryOf } from './states.ts';

/** As of requesting a reach-out. */
export type ListRequestResult =
  | { kind: 'stored' | 'repeated' | 'unidentified' }
  | { kind: 'refused'; refusals: Refusal[] }
  | { kind: 'asked'; questions: Question[] };

export interface ListRequest {
  list: Omit<NewList, 'answered'>;
  isAnswered(question: Question): boolean;
}

/** Takes in a list, whose file is read next. Its id is claimed once. Nothing of it starts before the report is answered. @throws TurnedAway */
export async function requestList({
  ctx,
  input: { list, isAnswered },
}: Call<ListRequest>): Promise<ListRequestResult> {
  const { id, userId, placeId, placeName, channel } = list;
  const asking = { userId, placeId, ...(placeName && { placeName }), channel };
  const verdict = await judge({ ctx, input: asking });
  if (!verdict) return { kind: 'unidentified' };
  if (verdict.kind === 'refuse') {
    const { refusals } = verdict;
    await noteRefused({ ctx, input: { refusals } });
    return { kind: 'refused', refusals };
  }
  const questions = verdict.kind === 'ask' ? verdict.questions : [];
  const answered = questions.filter(isAnswered).map(({ name }) => name);
  if (answered.length < questions.length) return { kind: 'asked', questions };
  const entry = entryOf({ id }, 'requested', ctx.actor, {
    channel,
    ...(answered.length > 0 && { answered }),
  });
  const isStored = await ctx.lists.insert({ ...list, answered }, entry);
  return { kind: isStored ? 'stored' : 'repeated' };
}
