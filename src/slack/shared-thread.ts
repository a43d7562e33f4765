import * as z from 'zod';

const ts = z.string().optional().catch(undefined);

/** What happened in a channel that several organizations share. */
const shared = z.object({
  is_ext_shared_channel: z.literal(true),
  event: z.union([
    z.object({
      type: z.literal('message'),
      channel: z.string(),
      thread_ts: ts,
      previous_message: z.object({ thread_ts: ts }).optional(),
    }),
    z.object({
      type: z.enum(['reaction_added', 'reaction_removed']),
      item: z.object({ channel: z.string(), ts: z.string() }),
    }),
  ]),
});

/**
 * The thread, or the message, that an event in a shared channel is about. Where the app is installed on several sides of
 * it, Slack sends such an event once, and names one of them, whichever that is. Sources: Slack, Slack Connect, "Events API";
 * Events API, "authorizations".
 */
export function sharedThread(body: unknown): { placeId: string; ts: string } | undefined {
  const { data } = shared.safeParse(body);
  if (!data) return undefined;
  const { event } = data;
  if (event.type !== 'message') return { placeId: event.item.channel, ts: event.item.ts };
  const thread = event.thread_ts ?? event.previous_message?.thread_ts;
  return thread ? { placeId: event.channel, ts: thread } : undefined;
}

/** The same event, as Slack would send it to another installation. */
export function addressedTo(body: object, id: string): object {
  const isOrgWide = id.startsWith('E');
  const authorization = {
    ...{ team_id: isOrgWide ? null : id, enterprise_id: isOrgWide ? id : null },
    is_enterprise_install: isOrgWide,
  };
  return { ...body, authorizations: [authorization] };
}
