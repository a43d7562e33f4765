/*
 * Slack's mrkdwn as a tree. Written here because slack-blocks-to-jsx loses colons ("12:30:45"), reads `#` as a
 * heading and shows `verbatim` text as source. Rules: https://docs.slack.dev/messaging/formatting-message-text
 */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'user' | 'conversation' | 'group' | 'broadcast'; id: string; label?: string }
  | { kind: 'date'; seconds: number; format: string; fallback: string; href?: string }
  | { kind: 'emoji'; name: string };

export type Paragraph =
  | { kind: 'lines' | 'quote'; children: Inline[] }
  | { kind: 'preformatted'; text: string };

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** A mark opens after a space or punctuation, closes before one, and hugs what it marks. */
const STYLED = /^([*_~])(?!\s)([^\n]*?[^\s*_~])\1(?![\p{L}\p{N}])/u;

export function parseMrkdwn(text: string): Paragraph[] {
  return text
    .split(/```\n?([\s\S]+?)```\n?/)
    .flatMap((part, index): Paragraph[] =>
      index % 2 === 1 ? [{ kind: 'preformatted', text: unescapeText(part) }] : paragraphs(part),
    );
}

/** Runs of lines that are quoted, and runs that are not. */
function paragraphs(text: string): Paragraph[] {
  const runs: { kind: 'lines' | 'quote'; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [mark] = /^(?:>|&gt;) ?/.exec(line) ?? [''];
    const kind = mark ? 'quote' : 'lines';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line.slice(mark.length));
    else runs.push({ kind, lines: [line.slice(mark.length)] });
  }
  return runs
    .filter(({ kind, lines }) => kind === 'quote' || lines.some((line) => line.trim() !== ''))
    .map(({ kind, lines }) => ({ kind, children: parseInline(lines.join('\n')) }));
}

function parseInline(text: string): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  let at = 0;
  const take = (node: Inline, length: number) => {
    if (plain) found.push({ kind: 'text', text: unescapeText(plain) });
    plain = '';
    found.push(node);
    at += length;
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const code = /^`([^`\n]+)`/.exec(rest);
    const angle = /^<([^<>\n]+)>/.exec(rest);
    const emoji = /^:([a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*):/.exec(rest);
    const styled = styledAt(text, at);
    if (code) take({ kind: 'code', text: unescapeText(code[1] ?? '') }, code[0].length);
    else if (angle) take(reference(angle[1] ?? ''), angle[0].length);
    else if (emoji) take({ kind: 'emoji', name: emoji[1] ?? '' }, emoji[0].length);
    else if (styled) take(styled.node, styled.length);
    else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) found.push({ kind: 'text', text: unescapeText(plain) });
  return found;
}

function styledAt(text: string, at: number): { node: Inline; length: number } | undefined {
  if (/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return undefined;
  const [whole = '', mark = '', inner = ''] = STYLED.exec(text.slice(at)) ?? [];
  const kind = STYLES[mark as keyof typeof STYLES];
  return kind ? { node: { kind, children: parseInline(inner) }, length: whole.length } : undefined;
}

/** What stands between `<` and `>`. */
function reference(inner: string): Inline {
  const [target = '', label] = inner.split(/\|(.*)/s);
  const labelled = label === undefined ? {} : { label: unescapeText(label) };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/s.exec(target);
  if (date) {
    const [, seconds, format = '', href] = date;
    return {
      kind: 'date',
      seconds: Number(seconds),
      format,
      fallback: label ?? '',
      ...(href ? { href } : {}),
    };
  }
  if (/^@[UW]/.test(target)) return { kind: 'user', id: target.slice(1), ...labelled };
  if (/^#[CG]/.test(target)) return { kind: 'conversation', id: target.slice(1), ...labelled };
  if (target.startsWith('!subteam^')) return { kind: 'group', id: target.slice(9), ...labelled };
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1), ...labelled };
  return { kind: 'link', href: unescapeText(target), text: unescapeText(label ?? target) };
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
