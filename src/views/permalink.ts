/** A message of a place; `threadTs`: the thread that it stands in, if that hangs on another. Source: Slack, chat.getPermalink. */
export function permalink(
  workspaceUrl: string,
  { placeId, ts, threadTs }: { placeId: string; ts: string; threadTs?: string },
): string {
  const place = `${workspaceUrl}archives/${placeId}/p${ts.replace('.', '')}`;
  return threadTs && threadTs !== ts ? `${place}?thread_ts=${threadTs}&cid=${placeId}` : place;
}
