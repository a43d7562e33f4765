import * as z from 'zod';
import { editTyped } from '../../domain/conversation/edit-typed.ts';
import { mentionsIn, textForCustomer } from '../../domain/conversation/reply-text.ts';
import { typeReply } from '../../domain/conversation/type-reply.ts';
import { buildAsk, buildGoing, buildStay } from '../../views/conversation/private.ts';
import { EDITED } from '../../views/sentences/conversation.ts';
import type { Private } from '../../views/whispers.ts';
import { actingAs, type Deps } from '../deps.ts';

/** A message that a person has typed in a thread. Bots, other apps and Slack's own messages have other members. */
const typed = z.object({
  subtype: z.enum(['thread_broadcast', 'file_share']).optional(),
  channel: z.string(),
  thread_ts: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string().optional(),
  files: z.array(z.unknown()).optional(),
  bot_id: z.undefined().optional(),
  app_id: z.undefined().optional(),
});

/** One that was edited or deleted. */
const changed = z.object({
  subtype: z.enum(['message_changed', 'message_deleted']),
  channel: z.string(),
  message: z.object({ text: z.string().optional() }).optional(),
  previous_message: z.object({
    ts: z.string(),
    thread_ts: z.string(),
    user: z.string(),
    text: z.string().optional(),
    bot_id: z.undefined().optional(),
  }),
});

/** What people write in threads: it may be meant for a customer. */
export function typedListener(deps: Deps) {
  return async ({ event }: { event: unknown }): Promise<void> => {
    const message = typed.safeParse(event);
    if (message.success) return takeTyped(deps, message.data);
    const change = changed.safeParse(event);
    if (change.success) await takeChange(deps, change.data);
  };
}

async function takeTyped(deps: Deps, message: z.infer<typeof typed>): Promise<void> {
  const { channel: placeId, thread_ts: threadTs, ts, user: userId, text: markup = '', files = [] } = message;
  if (ts === threadTs || userId === deps.botUserId) return;
  const read = async () => textForCustomer(markup, await namesIn(deps, markup));
  const input = { placeId, threadTs, ts, userId, markup, read };
  const result = await typeReply({ ctx: actingAs(deps, userId), input });
  const hasFiles = files.length > 0;
  const tell = (private_: Private) => deps.whisper({ placeId, threadTs, userId }, private_);
  switch (result.kind) {
    case 'none':
      return;
    case 'asked':
      await tell(buildAsk({ ...result, hasFiles }, result.claimedBy));
      return;
    case 'waiting':
      deps.engine.wake();
      await tell(buildGoing({ ...result, hasFiles }, result.seconds));
      return;
    case 'stays':
      await tell(buildStay(result, result.why));
  }
}

async function takeChange(deps: Deps, change: z.infer<typeof changed>): Promise<void> {
  const { subtype, channel: placeId, message, previous_message: before } = change;
  const { ts, thread_ts: threadTs, user: userId } = before;
  // Slack also says so of links that it shows a preview of.
  if (subtype === 'message_changed' && message?.text === before.text) return;
  const fate = await editTyped({ ctx: actingAs(deps, userId), input: { placeId, threadTs, ts } });
  if (!fate || fate.state === 'kept' || fate.state === 'refused') return;
  const isUnsent = fate.state === 'asked' || fate.state === 'waiting';
  if (isUnsent && subtype === 'message_deleted') return;
  const sent = subtype === 'message_deleted' ? EDITED.deleted : EDITED.sent;
  await deps.whisper({ placeId, threadTs, userId }, { text: isUnsent ? EDITED.stays : sent });
}

async function namesIn(deps: Deps, markup: string): Promise<(userId: string) => string | undefined> {
  const ids = [...new Set(mentionsIn(markup))];
  const names = new Map(await Promise.all(ids.map(async (id) => [id, await deps.nameOf(id)] as const)));
  return (userId) => names.get(userId);
}
