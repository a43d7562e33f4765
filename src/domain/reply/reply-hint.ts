import { answerHint } from '../intake/message.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { LONGEST_REPLY } from './reply-text.ts';

/** What to know of an answer before it goes. When the customer wrote last is known as soon as they have. */
export function replyHint(text: string, { request, conversation }: ReachOut): string | undefined {
  const isAnswered = conversation?.customerAt !== undefined;
  return answerHint(text, request.channel, { longest: LONGEST_REPLY, isAnswered });
}
