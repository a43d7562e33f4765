import type { Context } from '../kernel/context.ts';
import { TurnedAway } from '../kernel/turned-away.ts';

/** What Slack answers; undefined where it does not say, which is logged. `what`: as in "who asks". @throws TurnedAway */
export function ifSlackSays<Answer>(
  { log }: Pick<Context, 'log'>,
  answer: Promise<Answer>,
  what: string,
): Promise<Answer | undefined> {
  return answer.catch((error) => {
    if (error instanceof TurnedAway) throw error;
    log.warn({ err: error }, `Slack did not say ${what}`);
    return undefined;
  });
}
