import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';

/** A message of a place; `threadTs`: the thread that it stands in, if that hangs on another. Source: Slack, chat.getPermalink. */
export function permalink(
  workspaceUrl: string,
  { placeId, ts, threadTs }: { placeId: string; ts: string; threadTs?: string },
): string {
  const place = `${workspaceUrl}archives/${placeId}/p${ts.replace('.', '')}`;
  return threadTs && threadTs !== ts ? `${place}?thread_ts=${threadTs}&cid=${placeId}` : place;
}

/** Of the card, once it stands. Built here, because a list would need a call for each. */
export function threadUrl(workspaceUrl: string, reachOut: ReachOut): string | undefined {
  const ts = reachOut.posts.card?.ts;
  if (!ts) return undefined;
  const threadTs = threadRoot(reachOut);
  return permalink(workspaceUrl, { placeId: reachOut.placeId, ts, ...(threadTs && { threadTs }) });
}
