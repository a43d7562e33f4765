import type { KnownBlock, ModalView, RichTextElement } from '@slack/types';
import * as z from 'zod';
import { unescapeSlackText } from '../../domain/intake/slack-text.ts';
import { gapHint } from '../../domain/quick-responses/gaps.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { replyHint } from '../../domain/reply/reply-hint.ts';
import { CLAIMED, QUICK_RESPONSE, REPLY_MODAL } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { confirmInput } from '../modal/confirm.ts';
import { type ResponseNames, responseInput, setAsideBlocks } from '../modal/quick-response.ts';
import { claimText } from '../sentences/reply.ts';
import { toWhom } from '../sentences/whom.ts';
import { truncate } from '../text.ts';
import type { Recent } from '../whispers.ts';

/** What the form of a reply must know of itself when it comes back. */
export const replyMetadata = z.object({
  reach_out_id: z.uuid(),
  reply_id: z.uuid(),
  /** Who answers for the conversation, where the form asks about that. */
  claim: z.object({ by: z.string(), name: z.string() }).optional(),
});
export type ReplyMetadata = z.infer<typeof replyMetadata>;

export interface ReplyContent {
  metadata: ReplyMetadata;
  reachOut: ReachOut;
  /** What was said last, oldest first. */
  recent: KnownBlock[];
  message: string;
  /** Absent where no quick responses are set up. */
  responses?: ResponseNames | undefined;
  /** The quick response that is chosen. */
  chosen?: unknown;
  /** Why none was filled in. */
  responseHint?: string | undefined;
  /** What was written before a quick response took its place, newest first. */
  setAside?: string[];
  /** What to know before it is sent. */
  notice?: string;
}

const LONGEST_RECENT = 500;

/** What was said last, as the form shows it: all between its head and its field. */
export function recentIn({ blocks }: { blocks: unknown }): KnownBlock[] {
  const [, ...others] = blocks as KnownBlock[];
  const field = others.findIndex(({ block_id = '' }) => [QUICK_RESPONSE, 'message'].includes(block_id));
  return others.slice(0, Math.max(0, field));
}

/** What was written in the chat stands there letter for letter, as in the thread. */
export function buildRecent({ text, isOurs }: Recent): KnownBlock {
  if (!isOurs) return section(truncate(text, LONGEST_RECENT));
  const [, by, rest = text] = /^<@(\w+)>(.*)$/s.exec(text) ?? [];
  const written = truncate(unescapeSlackText(rest), LONGEST_RECENT);
  const elements: RichTextElement[] = [{ type: 'text', text: written }];
  if (by) elements.unshift({ type: 'user', user_id: by });
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** The form of a reply, with what was said last above it. */
export function buildReplyModal(content: ReplyContent): ModalView {
  const { metadata, reachOut, recent, message, notice, responses, chosen, setAside } = content;
  const hint = notice ?? replyHint(message, reachOut);
  const responseHint = content.responseHint ?? (chosen ? gapHint(message) : undefined);
  return {
    type: 'modal',
    callback_id: REPLY_MODAL,
    private_metadata: JSON.stringify(metadata),
    title: plain('Reply'),
    submit: plain('Send'),
    close: plain('Close'),
    blocks: [
      section(`*${toWhom(reachOut)}*`),
      ...recent,
      ...(responses ? [responseInput(chosen, responses, responseHint)] : []),
      {
        type: 'input',
        block_id: 'message',
        label: plain('Message'),
        dispatch_action: true,
        ...(hint && { hint: plain(hint) }),
        element: {
          type: 'plain_text_input',
          action_id: 'message',
          multiline: true,
          focus_on_load: true,
          ...(message && { initial_value: message }),
          dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
        },
      },
      ...setAsideBlocks(setAside),
      ...(metadata.claim
        ? [confirmInput([{ name: CLAIMED, text: claimText(metadata.claim.name), isTicked: false }])]
        : []),
    ],
  };
}
