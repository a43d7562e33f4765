import type { Chat } from '../../chat/chat.ts';

/** The ClientToken's promise: the same token gets the same answer in this chat, and nothing happens again. */
export function once(
  chat: Chat,
  clientToken: string | undefined,
  work: () => { id: string; at: number },
): { Id: string; AbsoluteTime: string } {
  const known = clientToken ? chat.sent[clientToken] : undefined;
  const { id, at } = known ?? work();
  if (clientToken) chat.sent[clientToken] = { id, at };
  return { Id: id, AbsoluteTime: new Date(at).toISOString() };
}
