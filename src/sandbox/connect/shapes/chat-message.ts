import * as z from 'zod';
import { text } from './common.ts';

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

/** Content types a chat may carry (StartOutboundChatContact, SupportedMessagingContentTypes). */
export const SUPPORTED_CONTENT_TYPES = [
  'text/plain',
  'text/markdown',
  'application/json',
  INTERACTIVE,
  `${INTERACTIVE}.response`,
] as const;

/** Characters per content type of an initial message; the model itself allows 16,384 bytes. */
const MAX_BY_CONTENT_TYPE: Readonly<Record<string, number>> = {
  'text/plain': 4096,
  'text/markdown': 4096,
  'application/json': 12_000,
  [`${INTERACTIVE}.response`]: 12_288,
};

/** The channel binds before the content type does. */
const MAX_BY_SUBTYPE: Readonly<Record<string, number>> = {
  'connect:SMS': 1024,
  'connect:WhatsApp': 4096,
};

const TEXT_TYPES: ReadonlySet<string> = new Set(['text/plain', 'text/markdown']);

export const chatMessage = z
  .strictObject({ ContentType: text(1, 100), Content: text(1, 16_384) })
  .superRefine(({ ContentType, Content }, ctx) => {
    const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    const max = MAX_BY_CONTENT_TYPE[ContentType];
    if (max === undefined) return fault('ContentType', 'Member must be a supported content type');
    if (Content.length > max) fault('Content', `Member must have length less than or equal to ${max}`);
    if (Buffer.byteLength(Content) > 16_384) fault('Content', 'Member must have at most 16384 bytes');
    if (!TEXT_TYPES.has(ContentType) && !isJson(Content)) fault('Content', 'Member must be valid JSON');
  });

/** What the channel itself refuses: a text longer than it carries. */
export function overChannelLimit(
  subtype: string,
  message: { ContentType: string; Content: string },
): number | undefined {
  const max = MAX_BY_SUBTYPE[subtype];
  if (max === undefined || !TEXT_TYPES.has(message.ContentType)) return undefined;
  return message.Content.length > max ? max : undefined;
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}
