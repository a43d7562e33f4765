import type { Context } from '../domain/kernel/context.ts';
import type { ListOutcome } from '../domain/many/apply-list.ts';
import { feed } from '../domain/many/feed.ts';
import type { List, ListPart, Progress } from '../domain/many/list.ts';
import type { Shown } from '../domain/many/list-poster.ts';
import type { ListRules, ListStep } from '../domain/many/list-step.ts';
import { asPreviewed, MOST_EXAMPLES } from '../domain/many/preview.ts';
import { readList } from '../domain/many/read-list.ts';
import { uploadResults } from '../domain/many/upload-results.ts';
import { withdrawList } from '../domain/many/withdraw-list.ts';

/** Does a step of a list. */
export async function performOnList(
  ctx: Context,
  list: List,
  step: ListStep,
  progress: Progress | undefined,
  rules: ListRules,
): Promise<ListOutcome> {
  const { listPoster } = ctx;
  switch (step.kind) {
    case 'read':
      return { read: await readList({ ctx, input: { list, startRate: rules.startRate } }) };
    case 'tell':
      await listPoster.tell(list);
      return {};
    case 'feed':
      return { fed: await feed({ ctx: actingFor(ctx, list.userId), input: { list, most: step.most } }) };
    case 'withdraw':
      await withdrawList({
        ctx: ctx.isUninstalled ? ctx : actingFor(ctx, list.endedBy ?? list.userId),
        input: list,
      });
      return {};
    case 'find':
      return { find: await listPoster.find(list, step.part) };
    case 'sweep':
      await removeTwins(ctx, list, step.part);
      return {};
    case 'post':
    case 'edit':
      return { post: await listPoster[step.kind](list, step.part, await shownOf(ctx, list, progress)) };
    case 'upload':
      return { upload: await uploadResults({ ctx, input: list }) };
    case 'share':
      return { share: await listPoster.share(list, step.fileId) };
    case 'begin':
    case 'lapse':
    case 'finish':
      return {};
  }
}

/** What is done about a list is done for a person. */
function actingFor(ctx: Context, userId: string): Context {
  return { ...ctx, actor: { kind: 'slack_user', userId, door: 'list' } };
}

/** Before it starts, what it would say; from then on how it comes on. */
async function shownOf(ctx: Context, list: List, progress: Progress | undefined): Promise<Shown> {
  if (progress) return { progress, examples: [] };
  const examples = await ctx.lists.examples(list.id, MOST_EXAMPLES);
  const readable = examples.filter(({ isUnreadable }) => !isUnreadable);
  return { examples: readable.map((row) => asPreviewed(row, list)) };
}

async function removeTwins({ listPoster }: Context, list: List, part: ListPart): Promise<void> {
  const { ts } = list.posts[part] ?? {};
  const outcome = await listPoster.find(list, part);
  if (outcome.kind === 'not_known' || !ts) return;
  for (const twin of outcome.found.filter((one) => one !== ts)) await listPoster.remove(list, part, twin);
}
