import { writeOutEmoji } from '../intake/emoji.ts';
import { unescapeSlackText } from '../intake/slack-text.ts';
import { ALL_INVISIBLE } from '../phone/decoration.ts';

/** Amazon Connect takes no longer text/plain message. Source: Amazon Connect Participant Service, SendMessage. */
export const LONGEST_REPLY = 1024;

/** What may stand in front of all: formatting, quotes, bullets, and emoji. */
const IN_FRONT = String.raw`(?:&gt;|\d{1,2}[.)]\s|:(?!mute:)[\p{L}\p{N}_+'-]+:|(?!🔇)[^\p{L}\p{N};\\<@:])*`;

/**
 * What stays in Slack by how it begins: a word or sign for a note, or a mention of somebody, who is talked to then.
 * The mute emoji comes as a character or by its name. Formatting may end between a word and its colon.
 */
const NOTE = new RegExp(
  String.raw`^${IN_FRONT}(?:(?:notes?(?: to \p{L}+)?|private)[\s*_~\x60]*:|;;|\\\\|🔇|:mute:|<[@!]|@\p{L})`,
  'iu',
);

/** Whether a message in a thread is for colleagues alone. Slack's own markup is still in it. */
export function isNote(text: string): boolean {
  return NOTE.test(text.normalize('NFKC').replace(ALL_INVISIBLE, ''));
}

/** The people whom a message mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, id = '']) => id);
}

/**
 * A message as a customer would get it: people by their names, links as addresses, emoji as characters, and the marks
 * of formatting as they were typed.
 */
export function textForCustomer(text: string, nameOf: (userId: string) => string | undefined): string {
  const named = text.replaceAll(/<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, label = '') => {
    const name = nameOf(id) ?? label;
    return name ? `@${name}` : '';
  });
  const bare = named.replaceAll(
    /<([a-z][a-z+.-]*:[^|<>]+)\|([^<>]*)>/gi,
    (_, target: string, label: string) => (isAsTyped(target, label) ? label : `<${target}>`),
  );
  return writeOutEmoji(unescapeSlackText(bare)).trim();
}

/** Slack makes links of addresses and numbers that were typed without what a link begins with. */
function isAsTyped(target: string, label: string): boolean {
  if (/^(?:tel|mailto):/i.test(target)) return true;
  return target.replace(/^https?:\/\//i, '').replace(/\/$/, '') === label.replace(/\/$/, '');
}
