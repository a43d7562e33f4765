import { mentionsIn } from '../domain/reply/reply-text.ts';
import type { Deps } from './deps.ts';

/** What the people are called whom a text mentions, as far as Slack says so. */
export async function namesIn(
  deps: Pick<Deps, 'nameOf'>,
  markup: string,
): Promise<(userId: string) => string | undefined> {
  const ids = [...new Set(mentionsIn(markup))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await deps.nameOf(id)] as const)));
  return (userId) => names.get(userId);
}
