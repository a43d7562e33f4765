import { tellPosted } from './message-events.ts';
import { addMessage } from './messages.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { Conversation, Message } from './types.ts';

/** Other apps post under a user of their own; incoming webhooks and old integrations have none. */
export type OtherApp = 'app' | 'webhook';

const AUTHORS = {
  app: { user: 'U0OTHERBOT', bot_id: 'B0OTHER001', app_id: 'A0OTHER001' },
  webhook: { user: '', bot_id: 'B0WEBHOOK1', subtype: 'bot_message' },
} as const satisfies Record<OtherApp, Partial<Message>>;

/** Something that another app, or a workflow, writes. */
export function postAsOtherApp(
  context: SandboxContext,
  conversation: Conversation,
  text: string,
  { threadTs, by = 'app' }: { threadTs?: string; by?: OtherApp } = {},
): Message {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  const message = addMessage(context.workspace, conversation, { ...AUTHORS[by], text, ...thread });
  tellPosted(context, message);
  return message;
}
