/** Under these names they hold what people read; a `value` of a block is a button's. */
const IN_BLOCKS = new Set(['text']);
const IN_ATTACHMENTS = new Set(['text', 'pretext', 'title', 'value', 'fallback']);

interface Message {
  text?: string;
  blocks?: unknown;
  attachments?: unknown;
}

/** What a message says: its own text, then that of its blocks and attachments, as apps send it. */
export function messageText({ text = '', blocks, attachments }: Message): string {
  return [text, ...textsIn(blocks, IN_BLOCKS), ...textsIn(attachments, IN_ATTACHMENTS)].join('\n');
}

function textsIn(part: unknown, names: Set<string>): string[] {
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string' ? (names.has(name) ? [value] : []) : textsIn(value, names),
  );
}
