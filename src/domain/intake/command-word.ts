import { MARKS } from '../phone/decoration.ts';

/** A word of the command that is not about a new reach-out. */
export type CommandWord =
  | { kind: 'help' }
  | {
      kind: 'status' | 'stop';
      /** There is more behind the word, which is not read. */
      more?: true;
    };

/** What people type for the words, as it stands alone. Telephones make one dash of two. */
const ALONE: [RegExp, CommandWord['kind']][] = [
  [/^(?:\?+|[-–—]{1,2}\?|-h|man|usage)$/, 'help'],
  [/^[-–—/]{0,2}(?:list(?: all)?|ls|cancel|scheduled)[.!?:]*$/, 'status'],
  [/^[-–—/]{0,2}(?:many|settings|doctor|version)[.!?:]*(?: please[.!?]*)?$/, 'help'],
  [/^[-–—/]{0,2}(?:many|(?:un)?block)(?:[ :]+\S*\d.*)?$/, 'help'],
];
/** About what is under way, and nothing that one writes to a customer. */
const ABOUT_OWN =
  /^[-–—/]{0,2}(?:list|ls|cancel|scheduled)(?: (?:it|that|this|all|mine|now|please|\+?\d[\d ().-]*))+[.!?]*$/u;
const LEADING = /^[-–—/]{0,2}(help|status|stop)(?![\p{L}\p{M}\p{N}_'’]|[-–—]\p{L})/u;
const WRAPPED = new RegExp(`^([${MARKS}]+)([^${MARKS}\\s]+(?: \\+?\\d[\\d ().-]*)?)[${MARKS}]+`, 'u');

/** Nothing that begins with a word of the command is a message to a customer. */
export function takeCommandWord(text: string): CommandWord | undefined {
  const plain = text.trim().toLowerCase().replace(WRAPPED, '$2');
  const alone = ALONE.find(([pattern]) => pattern.test(plain))?.[1];
  if (alone) return { kind: alone };
  if (ABOUT_OWN.test(plain)) return { kind: 'status', more: true };
  const [typed, kind] = LEADING.exec(plain) ?? [];
  if (typed === undefined) return undefined;
  const more = /[\p{L}\p{N}]/u.test(plain.slice(typed.length));
  if (kind === 'status' || kind === 'stop') return { kind, ...(more && { more }) };
  return { kind: 'help' };
}
