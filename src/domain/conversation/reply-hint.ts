import { messageHint, textHint } from '../intake/message.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** What to know of an answer before it goes. When the customer wrote last is known as soon as they have. */
export function replyHint(text: string, { request, conversation }: ReachOut): string | undefined {
  const hint = conversation?.customerAt ? textHint : messageHint;
  return hint(text, request.channel);
}
