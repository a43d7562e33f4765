import type { KnownBlock } from '@slack/types';
import { listOwn } from '../domain/reach-out/list-own.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { ListName } from '../views/ids.ts';
import { buildOwnList } from '../views/list/own-list.ts';
import { permalink } from '../views/permalink.ts';
import { actingAs, type Deps } from './deps.ts';

/** A person's own reach-outs as they are now, with buttons: nobody types an id. `note` stands below them. */
export async function ownList(
  deps: Deps,
  userId: string,
  which: ListName,
  note?: string,
): Promise<{ text: string; blocks: KnownBlock[] }> {
  const own = await listOwn({ ctx: actingAs(deps, userId, 'command'), input: { userId, which } });
  return buildOwnList(which, own, deps.names, (one) => threadUrl(deps, one), note);
}

/** Built here, because a list would need a call for each. */
function threadUrl({ workspaceUrl }: Deps, reachOut: ReachOut): string | undefined {
  const ts = reachOut.posts.card?.ts;
  if (!ts) return undefined;
  const threadTs = threadRoot(reachOut);
  return permalink(workspaceUrl, { placeId: reachOut.placeId, ts, ...(threadTs && { threadTs }) });
}
