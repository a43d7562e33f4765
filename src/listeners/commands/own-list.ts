import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import type { CommandWord } from '../../domain/intake/command-word.ts';
import { listOwn } from '../../domain/reach-out/list-own.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { threadRoot } from '../../domain/thread/plan.ts';
import { buildOwnList } from '../../views/list/own-list.ts';
import { actingAs, type Deps } from '../deps.ts';

/** Answers `/reach-out status` and `/reach-out stop` privately, with buttons: nobody types an id. */
export async function answerOwnList(
  deps: Deps,
  { kind: which, more }: CommandWord & { kind: 'status' | 'stop' },
  { user_id }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
): Promise<void> {
  const own = await listOwn({ ctx: actingAs(deps, user_id), input: { userId: user_id, which } });
  const list = buildOwnList(which, own, deps.names, (one) => threadUrl(deps, one), more);
  await ack({ response_type: 'ephemeral', ...list });
}

/** Source: Slack, chat.getPermalink; built here, because a list would need a call for each. */
function threadUrl({ workspaceUrl }: Deps, reachOut: ReachOut): string | undefined {
  const ts = reachOut.posts.card?.ts;
  if (!ts) return undefined;
  const root = threadRoot(reachOut);
  const place = `${workspaceUrl}archives/${reachOut.placeId}/p${ts.replace('.', '')}`;
  return root && root !== ts ? `${place}?thread_ts=${root}&cid=${reachOut.placeId}` : place;
}
