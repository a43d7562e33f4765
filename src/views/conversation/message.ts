import type { KnownBlock } from '@slack/types';
import { livingContactId } from '../../domain/contact/contact.ts';
import type { Heard, Reply } from '../../domain/conversation/line.ts';
import { isStartWord, isStopWord } from '../../domain/conversation/stop-word.ts';
import { linesOf, replyOf } from '../../domain/conversation/tell.ts';
import { piecesOf } from '../../domain/intake/text-limits.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Part } from '../../domain/thread/post.ts';
import { ACTION_REPLY } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { LONGEST_SECTION } from '../limits.ts';
import type { Names } from '../names.ts';
import {
  answeredText,
  keptOutText,
  kindText,
  OPTED_IN,
  OPTED_OUT,
  speakerText,
  UNREADABLE,
} from '../sentences/conversation.ts';
import { toWhom } from '../sentences/whom.ts';
import { escapeText, slackDate } from '../text.ts';

type Shown = Pick<Names, 'showsMessage' | 'contactUrl'>;

interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** What was said in the chat, in one message of the thread; lines of one speaker that follow each other stand together. */
export function buildHeard(reachOut: ReachOut, part: Part, names: Shown): Message {
  const groups: Heard[][] = [];
  for (const line of linesOf(reachOut, part)) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first && headText(first) === headText(line)) group.push(line);
    else groups.push([line]);
  }
  const text = groups.map(
    (group) =>
      `${escapeText(headText(group[0] as Heard))}: ${wordsOf(group, names).map(escapeText).join('\n')}`,
  );
  return {
    text: text.join('\n'),
    blocks: groups.flatMap((group) => blocksOf(group, reachOut, names)),
  };
}

/** What somebody answered elsewhere than in the thread. */
export function buildReply(reachOut: ReachOut, part: Part, names: Shown): Message {
  const { by, text = UNREADABLE } = replyOf(reachOut, part) as Reply;
  if (!names.showsMessage())
    return {
      text: `<@${by}> ${answeredText()}`,
      blocks: [section(`<@${by}> ${answeredText(urlOf(reachOut, names))}`)],
    };
  return {
    text: `<@${by}> to the customer: ${escapeText(text)}`,
    blocks: [section(`<@${by}> to the customer`), ...letterForLetter(text)],
  };
}

function blocksOf(group: Heard[], reachOut: ReachOut, names: Shown): KnownBlock[] {
  const first = group[0] as Heard;
  const hasOptedOut = group.some(isOptOut);
  const mentioned = new Set(group.flatMap((line) => line.mentions ?? []));
  const mentions = [...mentioned].map((id) => `<@${id}>`);
  const written = first.isLate ? `written ${slackDate(new Date(first.at), '{time_secs}')}` : '';
  const head = [`*${escapeText(headText(first))}*`, written, ...mentions].filter(Boolean).join(' · ');
  return [
    section(head, first.speaker === 'customer' && !hasOptedOut ? replyButton(reachOut) : undefined),
    ...saidBlocks(group, reachOut, names),
    ...group.flatMap((line) => consentText(line, reachOut) ?? []).map(aside),
  ];
}

/** Letter for letter, or how many messages there are, and where to read them. */
function saidBlocks(group: Heard[], reachOut: ReachOut, names: Shown): KnownBlock[] {
  if (names.showsMessage()) return letterForLetter(...group.map(wordsText));
  const { texts, others } = apart(group);
  return [
    ...(texts.length > 0 ? [section(keptOutText(texts.length, urlOf(reachOut, names)))] : []),
    ...(others.length > 0 ? letterForLetter(...others.map(wordsText)) : []),
  ];
}

/** The same for a notification. */
function wordsOf(group: Heard[], { showsMessage }: Shown): string[] {
  if (showsMessage()) return group.map(wordsText);
  const { texts, others } = apart(group);
  return [...(texts.length > 0 ? [keptOutText(texts.length)] : []), ...others.map(wordsText)];
}

/** What people have written, and what they have sent that has no words. */
function apart(group: Heard[]): { texts: Heard[]; others: Heard[] } {
  return {
    texts: group.filter(({ what }) => what === 'text'),
    others: group.filter(({ what }) => what !== 'text'),
  };
}

function urlOf(reachOut: ReachOut, { contactUrl }: Shown): string | undefined {
  return contactUrl(livingContactId(reachOut));
}

function replyButton(reachOut: ReachOut) {
  return {
    type: 'button' as const,
    action_id: ACTION_REPLY,
    value: reachOut.id,
    text: plain('Reply'),
    accessibility_label: `Reply: ${toWhom(reachOut)}`,
  };
}

const headText = (line: Heard) => speakerText(line);

function wordsText({ what, text }: Heard): string {
  return what === 'text' ? (text ?? UNREADABLE) : kindText(what);
}

function isOptOut({ speaker, text }: Heard): boolean {
  return speaker === 'customer' && text !== undefined && isStopWord(text);
}

/** What follows from a word of the customer's; to opt in takes that they had opted out. */
function consentText(line: Heard, { conversation }: ReachOut): string | undefined {
  const { speaker, text, at } = line;
  if (isOptOut(line)) return OPTED_OUT;
  if (speaker !== 'customer' || text === undefined) return undefined;
  const { stoppedAt } = conversation ?? {};
  return isStartWord(text) && stoppedAt && stoppedAt < at ? OPTED_IN : undefined;
}

function aside(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

/** Rich text formats, links and mentions only what it is told to. Slack takes no empty text. */
export function letterForLetter(...texts: string[]): KnownBlock[] {
  const pieces = texts.flatMap((text) => piecesOf(text.trim() === '' ? '(empty)' : text, LONGEST_SECTION));
  return packed(pieces).map((together) => ({
    type: 'rich_text',
    elements: together.map((text) => ({ type: 'rich_text_quote', elements: [{ type: 'text', text }] })),
  }));
}

/** As many as one block holds. */
function packed(pieces: string[]): string[][] {
  const blocks: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    size += piece.length;
    if (size <= LONGEST_SECTION) blocks.at(-1)?.push(piece);
    else {
      blocks.push([piece]);
      size = piece.length;
    }
  }
  return blocks;
}
