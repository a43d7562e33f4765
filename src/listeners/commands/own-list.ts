import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import { type ReachOut, threadRoot } from '../../domain/progress.ts';
import { isFinal } from '../../domain/states.ts';
import { mayBeStopped } from '../../domain/stop-contact.ts';
import { buildOwnList } from '../../views/own-list.ts';
import { actingAs, type Deps } from '../deps.ts';

/** `status` shows the open ones and the last ten; more open ones than these a person does not overlook. */
const MOST_OPEN = 10;
const MOST_PAST = 10;

/** Answers `/reach-out status` and `/reach-out stop` privately, with buttons: nobody types an id. */
export async function answerOwnList(
  deps: Deps,
  kind: 'status' | 'stop',
  { user_id }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
): Promise<void> {
  const own = await actingAs(deps, user_id).store.reachOuts.listOf(user_id, MOST_OPEN + MOST_PAST);
  const open = own.filter(({ state }) => !isFinal(state)).slice(0, MOST_OPEN);
  const list =
    kind === 'stop'
      ? {
          title: 'Your contacts that can be stopped',
          empty: 'You have no contact that can be stopped.',
          reachOuts: open.filter((one) => mayBeStopped(one) || one.state === 'requested'),
        }
      : {
          title: 'Your reach-outs',
          empty: "You haven't reached out to anybody yet. Type /reach-out to start.",
          reachOuts: [...open, ...own.filter(({ state }) => isFinal(state)).slice(0, MOST_PAST)],
        };
  await ack({ response_type: 'ephemeral', ...buildOwnList(list, deps.names, (one) => threadUrl(deps, one)) });
}

/** Source: Slack, chat.getPermalink; built here, because a list would need a call for each. */
function threadUrl({ workspaceUrl }: Deps, reachOut: ReachOut): string | undefined {
  const ts = reachOut.posts.card?.ts;
  if (!ts) return undefined;
  const root = threadRoot(reachOut);
  const place = `${workspaceUrl()}archives/${reachOut.conversationId}/p${ts.replace('.', '')}`;
  return root && root !== ts ? `${place}?thread_ts=${root}&cid=${reachOut.conversationId}` : place;
}
