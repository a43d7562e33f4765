import { CHANNELS, type ChatChannel } from '../channels/registry.ts';
import { parseJson, parseJsonObject } from './json-text.ts';
import { type Parsed, refuse } from './parsed.ts';
import { tooLongFor } from './text-limits.ts';

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

/** What a first message may be. Source: Amazon Connect API Reference, ChatMessage. */
export const CONTENT_TYPES = [
  'text/plain',
  'text/markdown',
  'application/json',
  `${INTERACTIVE}.response`,
] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** What a customer's client may be said to support. Source: SupportedMessagingContentTypes of the same operation. */
export const SUPPORTED_CONTENT_TYPES = [...CONTENT_TYPES, INTERACTIVE] as const;
export type SupportedContentType = (typeof SUPPORTED_CONTENT_TYPES)[number];

/** As the form calls them. */
export const CONTENT_TYPE_LABELS: Record<SupportedContentType, string> = {
  'text/plain': 'Plain text',
  'text/markdown': 'Markdown',
  'application/json': 'JSON',
  [INTERACTIVE]: 'Interactive message',
  [`${INTERACTIVE}.response`]: 'Interactive response',
};

const RESPONSE_EXAMPLE = '{"templateType": "QuickReply", "data": {}}';

/** Characters, apart from the channel's limit. Source: Amazon Connect API Reference, ChatMessage. */
const JSON_LIMITS: Partial<Record<ContentType, number>> = {
  'application/json': 12_000,
  [`${INTERACTIVE}.response`]: 12_288,
};

/**
 * The content to send, where it agrees with its content type: JSON for the JSON ones, an object for an
 * interactive response. Curly quotes that a phone put into JSON come back straight.
 */
export function parseContent(typed: string, contentType: ContentType): Parsed<string> {
  const limit = JSON_LIMITS[contentType];
  if (limit === undefined) return { ok: true, value: typed };
  const excess = tooLongFor(typed, limit, CONTENT_TYPE_LABELS[contentType]);
  if (excess) return refuse(`The message is ${excess}`);
  const parsed =
    contentType === 'application/json' ? parseJson(typed) : parseJsonObject(typed, RESPONSE_EXAMPLE);
  if (parsed.ok) return { ok: true, value: parsed.text };
  return refuse(
    `${parsed.message} If it's ordinary text, choose ${CONTENT_TYPE_LABELS['text/plain']} as its content type.`,
  );
}

/** What to warn of where a channel can only show text. */
export function contentTypeWarning(contentType: string, channel: ChatChannel): string | undefined {
  const { isTextOnly, label } = CHANNELS[channel];
  const json = CONTENT_TYPES.find((type) => type === contentType && JSON_LIMITS[type]);
  if (!isTextOnly || !json) return undefined;
  return `${label} shows text only, so the person may see this ${CONTENT_TYPE_LABELS[json]} as it is written.`;
}

/** The list to send: always with text/plain, as AWS requires, and with the type of the message itself. */
export function supportedContentTypes(
  chosen: readonly string[],
  contentType: ContentType | undefined,
): string[] | undefined {
  if (chosen.length === 0 && (contentType === undefined || contentType === 'text/plain')) return undefined;
  return [...new Set(['text/plain', ...chosen, ...(contentType ? [contentType] : [])])];
}
