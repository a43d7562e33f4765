import { GAP } from './gaps.ts';

/** What a private-use character stands for: gaps and escaped characters are no markup. */
const FIRST_HELD = 0xe000;

/** What stands at the beginning of a line. Of a fence, only the name of its code's language goes with it. */
const LINE_MARKUP: [RegExp, string][] = [
  [/^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w.+#-]*[ \t]*$\n?/gm, ''],
  [/^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/gm, '$1'],
  [/^ {0,3}>[ \t]?/gm, ''],
  [/^([ \t]*)[*+][ \t]+/gm, '$1- '],
];

const INLINE_MARKUP: [RegExp, string][] = [
  [/<((?:https?|mailto|tel):[^<>\s]+)>/gi, '$1'],
  [/<br\s*\/?>\n?/gi, '\n'],
  [/(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, '$2'],
  [/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/gs, '$2'],
  [/\*(?=[^\s*])(.+?)(?<=[^\s*])\*/gs, '$1'],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gsu, '$1'],
  // A line break that is meant.
  [/(?:\\| {2,})$/gm, ''],
];

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** A text that was written with markup, as plain text; its links keep their addresses, and its gaps stay. */
export function plainText(markdown: string): string {
  const held: string[] = [];
  const hold = (text: string) => String.fromCharCode(FIRST_HELD + held.push(text) - 1);
  let text = markdown
    .replaceAll('\r\n', '\n')
    .replace(/[\ue000-\uf8ff]/g, '')
    .replace(GAP, hold)
    .replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => hold(character));
  for (const [markup, plain] of LINE_MARKUP) text = text.replace(markup, plain);
  text = text.replace(
    /!?\[([^[\]]*)\]\(<?([^()<>\s]*)>?(?:\s+"[^"]*")?\)/g,
    (_, label: string, target: string) => hold(linkText(label, target)),
  );
  for (const [markup, plain] of INLINE_MARKUP) text = text.replace(markup, plain);
  text = text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity, name: string) => ENTITIES[name] ?? entity);
  return release(text, held).trim();
}

/** Markup in a label is that of the text around it. */
function linkText(label: string, target: string): string {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  const name = label.replace(/[*_`~]/g, '').trim();
  return name === '' || name === address ? address : `${name} (${address})`;
}

/** What is held may hold more: a gap in a link's label. */
function release(text: string, held: string[]): string {
  const released = text.replace(/[\ue000-\uf8ff]/g, (one) => held[one.charCodeAt(0) - FIRST_HELD] ?? '');
  return released === text ? text : release(released, held);
}
