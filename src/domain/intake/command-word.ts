import { ALL_INVISIBLE, MARKS } from '../phone/decoration.ts';
import { unescapeSlackText } from './slack-text.ts';

/** A word of the command that is not about a new reach-out. */
export type CommandWord =
  | { kind: 'help' }
  | { kind: 'settings' }
  | { kind: 'many' }
  | { kind: 'doctor' }
  | {
      kind: 'status' | 'stop' | 'scheduled';
      /** The word as it was typed, where there is more behind it, which is not read. */
      readOnly?: string;
    };

/** About what is under way, and nothing that one writes to a customer. */
const ABOUT_OWN =
  '(?: (?:it|that|this|them|all|everything|mine|my|me|now|please|pls|last|latest|contacts?|calls?|chats?|messages?|sms|whatsapp|reach ?outs?|\\d+))*$';

/** What people type for the words, as the words of the whole text. */
const WHOLE: [RegExp, CommandWord['kind']][] = [
  [new RegExp(`^(?:help|h|man|usage)${ABOUT_OWN}`, 'u'), 'help'],
  [new RegExp(`^(?:status|list|ls|cancel)${ABOUT_OWN}`, 'u'), 'status'],
  [new RegExp(`^(?:scheduled?|schedules)${ABOUT_OWN}`, 'u'), 'scheduled'],
  [new RegExp(`^stop${ABOUT_OWN}`, 'u'), 'stop'],
  [/^settings?(?: please| pls| now)*$/, 'settings'],
  [/^many(?: please| pls| now)*$/, 'many'],
  [/^doctor(?: please| pls| now)*$/, 'doctor'],
  [/^(?:version|(?:un)?block)(?: please| pls| now)*$/, 'help'],
  [/^(?:many|(?:un)?block) \d/, 'help'],
];
const IN_FRONT = /^(?:\/?reach[- ]?out |please |pls |show |get |my )+/;
const QUESTION_MARK = /^[^\p{L}\p{N}]*\?[^\p{L}\p{N}]*$/u;
const PLACE_IN_LIST = /^[([]?\d{1,2}[.)\]]\s+/;

const WRAPPED = new RegExp(`^([^\\p{L}\\p{N}]*)[${MARKS}]\\s?([^${MARKS}\\s]+)\\s?[${MARKS}]+`, 'u');
/** Not behind a mark that doesn't close at once: a quotation or bold text is a message. */
const LEADING = new RegExp(
  `^[^\\p{L}\\p{N}${MARKS}]*(help|status|stop)(?![\\p{L}\\p{M}\\p{N}_'’]|[-–—@]\\p{L})`,
  'u',
);

/** Nothing that begins with a word of the command is a message to a customer, however it is punctuated. */
export function takeCommandWord(text: string): CommandWord | undefined {
  const plain = unescapeSlackText(text.replace(/<@[^<>]*>/g, ' '))
    .normalize('NFKC')
    .replace(ALL_INVISIBLE, '')
    .toLowerCase()
    .trim()
    .replace(PLACE_IN_LIST, '');
  if (QUESTION_MARK.test(plain)) return { kind: 'help' };

  const words = plain.match(/[\p{L}\p{N}](?:['’]?[\p{L}\p{M}\p{N}])*/gu)?.join(' ') ?? '';
  const said = words.replace(IN_FRONT, '');
  const whole = WHOLE.find(([pattern]) => pattern.test(said))?.[1];
  const [first = '', ...others] = said.split(' ');
  if (whole) return answer(whole, first, said !== 'list all' && others.length > 0);

  const [typed = '', word] = LEADING.exec(plain.replace(WRAPPED, '$1$2 ')) ?? [];
  return word
    ? answer(word as CommandWord['kind'], word, /[\p{L}\p{N}]/u.test(plain.slice(typed.length)))
    : undefined;
}

function answer(kind: CommandWord['kind'], word: string, hasMore: boolean): CommandWord {
  const isList = kind === 'status' || kind === 'stop' || kind === 'scheduled';
  return isList && hasMore ? { kind, readOnly: word } : { kind };
}
