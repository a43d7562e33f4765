interface Message {
  text?: string;
  blocks?: unknown;
  attachments?: unknown;
}

interface Attachment {
  pretext?: string;
  title?: string;
  text?: string;
  fallback?: string;
  fields?: { title?: string; value?: string }[];
  blocks?: unknown;
}

/** What a message says: its own text, then that of its blocks and attachments, as apps send it. */
export function messageText({ text = '', blocks, attachments }: Message): string {
  const attached = Array.isArray(attachments) ? (attachments as Attachment[]) : [];
  return [text, ...textsIn(blocks), ...attached.flatMap(textsOf)].filter(Boolean).join('\n');
}

function textsOf({ pretext = '', title = '', text = '', fallback = '', fields, blocks }: Attachment) {
  const told = (fields ?? []).map((field) => `${field.title ?? ''}: ${field.value ?? ''}`);
  return [pretext, title, text, ...told, ...textsIn(blocks), fallback];
}

/** Every `text`; that of a link only where it is a number to call. */
function textsIn(part: unknown): string[] {
  if (part === null || typeof part !== 'object') return [];
  const { type, url } = part as { type?: unknown; url?: unknown };
  if (type === 'link' && !String(url).startsWith('tel:')) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    typeof value === 'string' ? (name === 'text' ? [value] : []) : textsIn(value),
  );
}
