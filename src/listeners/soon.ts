import type { Deps } from './deps.ts';

/** A form opens within three seconds of what was pressed or typed, and soon is better. */
const WAIT_MS = 400;

/** What is known by then; undefined where it isn't, or nobody can say it. */
export async function soon<Answer>(
  { context }: Pick<Deps, 'context'>,
  asked: Promise<Answer>,
  waitMs = WAIT_MS,
): Promise<Answer | undefined> {
  let stopWaiting = () => {};
  const waited = new Promise<undefined>((resolve) => {
    stopWaiting = context.clock.after(waitMs, () => resolve(undefined));
  });
  const answered = asked.catch(() => undefined);
  const answer = await Promise.race([answered, waited]);
  stopWaiting();
  return answer;
}
