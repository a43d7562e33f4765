import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { useAct } from '../state/sandbox.tsx';
import { invites } from './completion.ts';

export type Sender = { state: SandboxState; as: string; device: 'desktop' | 'phone' };

/** Sends what was written: a message, or a command. */
export function useSend({ state, as, device }: Sender) {
  const act = useAct();
  return (conversation: Conversation, text: string, threadTs?: string) => {
    const { slackApp } = state;
    const place = { as, device, conversation: conversation.id, ...(threadTs ? { threadTs } : {}) };
    if (invites(text, slackApp.name)) {
      void act({ type: 'member', conversation: conversation.id, user: slackApp.bot_user_id, member: true });
    } else if (text.startsWith('/')) void act({ type: 'command', ...place, line: text });
    else void act({ type: 'post', ...place, text });
  };
}
