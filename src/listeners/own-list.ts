import type { KnownBlock } from '@slack/types';
import { listOwn } from '../domain/reach-out/list-own.ts';
import type { OwnListName } from '../views/ids.ts';
import { buildOwnList } from '../views/list/own-list.ts';
import { threadUrl } from '../views/permalink.ts';
import { actingAs, type Deps } from './deps.ts';

/** A person's own reach-outs as they are now, with buttons: nobody types an id. `note` stands below them. */
export async function ownList(
  deps: Deps,
  userId: string,
  which: OwnListName,
  note?: string,
): Promise<{ text: string; blocks: KnownBlock[] }> {
  const own = await listOwn({ ctx: actingAs(deps, userId, 'command'), input: { userId, which } });
  return buildOwnList(which, own, deps.names, (one) => threadUrl(deps.workspaceUrl, one), note);
}
