import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import { type ReachOut, threadRoot } from '../../domain/reach-out/progress.ts';
import { mayBeStopped } from '../../domain/reach-out/stop.ts';
import { buildOwnList } from '../../views/list/own-list.ts';
import { actingAs, type Deps } from '../deps.ts';

/** More open ones than these a person does not overlook, and a message holds no more than 50 blocks. */
const MOST = { status: 10, stop: 20 } as const;
const MOST_OVER = 10;

/** Answers `/reach-out status` and `/reach-out stop` privately, with buttons: nobody types an id. */
export async function answerOwnList(
  deps: Deps,
  kind: 'status' | 'stop',
  { user_id }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
): Promise<void> {
  const { reachOuts } = actingAs(deps, user_id).store;
  const most = MOST[kind];
  const [open, over] = await Promise.all([
    reachOuts.listOf(user_id, 'open', most + 1),
    kind === 'status' ? reachOuts.listOf(user_id, 'over', MOST_OVER) : [],
  ]);
  const shown = open.slice(0, most);
  const more = open.length > most && { more: `Only the latest ${most} of those under way are shown.` };
  const list =
    kind === 'stop'
      ? {
          title: 'Your contacts that can be stopped',
          empty: 'You have no contact that can be stopped.',
          reachOuts: shown.filter((one) => mayBeStopped(one) || one.state === 'requested'),
          ...more,
        }
      : {
          title: 'Your reach-outs',
          empty: "You haven't reached out to anybody yet. Type /reach-out to start.",
          reachOuts: [...shown, ...over],
          ...more,
        };
  await ack({ response_type: 'ephemeral', ...buildOwnList(list, deps.names, (one) => threadUrl(deps, one)) });
}

/** Source: Slack, chat.getPermalink; built here, because a list would need a call for each. */
function threadUrl({ workspaceUrl }: Deps, reachOut: ReachOut): string | undefined {
  const ts = reachOut.posts.card?.ts;
  if (!ts) return undefined;
  const root = threadRoot(reachOut);
  const place = `${workspaceUrl()}archives/${reachOut.placeId}/p${ts.replace('.', '')}`;
  return root && root !== ts ? `${place}?thread_ts=${root}&cid=${reachOut.placeId}` : place;
}
