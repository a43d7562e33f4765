import * as z from 'zod';
import { editTyped } from '../../domain/reply/edit-typed.ts';
import { letGo } from '../../domain/reply/let-go.ts';
import { noteAsked } from '../../domain/reply/note-asked.ts';
import { textForCustomer } from '../../domain/reply/reply-text.ts';
import { typeReply } from '../../domain/reply/type-reply.ts';
import { buildAsk, buildGoing, buildStay } from '../../views/conversation/private.ts';
import { editedText } from '../../views/sentences/reply.ts';
import type { Private } from '../../views/whispers.ts';
import { actingAs, type Deps } from '../deps.ts';
import { namesIn } from '../names-in.ts';

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

/**
 * What was typed while nothing could be stored, for longer than Slack sends it again, is read from the threads. So late
 * nothing goes without its writer being asked.
 */
export async function takeMissed(deps: Deps, since: Date, ending: AbortSignal): Promise<void> {
  const { clock, log, reachOuts } = deps.context;
  for (const { placeId, threadTs } of await reachOuts.openThreads()) {
    if (ending.aborted) return;
    try {
      for (const reply of await deps.repliesSince(placeId, threadTs, since)) {
        const message = typed.safeParse({ channel: placeId, ...reply });
        if (message.success && Number(message.data.ts) * 1000 >= since.getTime())
          await takeTyped(deps, message.data, true);
      }
    } catch (error) {
      log.warn({ err: error, placeId }, 'what was typed in a thread meanwhile could not be read');
    }
    await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
  }
}

/** Slack: conversations.replies is a method of Tier 3, 50 calls a minute and more ("Rate limits"). */
const PAUSE_MS = 1_200;

async function takeTyped(deps: Deps, message: z.infer<typeof typed>, isLate = false): Promise<void> {
  const { channel: placeId, thread_ts: threadTs, ts, user: userId, text: markup = '', files = [] } = message;
  if (ts === threadTs || userId === deps.botUserId) return;
  const read = async () => textForCustomer(markup, await namesIn(deps, markup));
  const ctx = actingAs(deps, userId, 'message');
  const result = await typeReply({ ctx, input: { placeId, threadTs, ts, userId, markup, isLate, read } });
  const hasFiles = files.length > 0;
  const tell = (message: Private) => deps.whisper({ placeId, threadTs, userId }, message);
  switch (result.kind) {
    case 'none':
      return;
    case 'asked':
      await tell(buildAsk({ ...result, hasFiles }, deps.names, result.claimedBy));
      break;
    case 'stays':
      await tell(buildStay(result, result.why, deps.names));
      break;
    case 'goes':
      await tell(buildGoing({ ...result, hasFiles }, result.seconds));
      await letGo({ ctx, input: { reachOut: result.reachOut, replyId: result.reply.id } });
      return deps.engine.wake();
  }
  await noteAsked({ ctx, input: { reachOut: result.reachOut, replyId: result.reply.id } });
}

async function takeChange(deps: Deps, change: z.infer<typeof changed>): Promise<void> {
  const { subtype, channel: placeId, message, previous_message: before } = change;
  const { ts, thread_ts: threadTs, user: userId } = before;
  // Slack also says so of links that it shows a preview of.
  if (subtype === 'message_changed' && message?.text === before.text) return;
  const input = { placeId, threadTs, ts, userId, markup: before.text ?? '' };
  const edited = await editTyped({ ctx: actingAs(deps, userId, 'message'), input });
  const told = edited && editedText(edited, subtype === 'message_deleted');
  if (told) await deps.whisper({ placeId, threadTs, userId }, { text: told });
}
