import { addSeconds, differenceInSeconds, max } from 'date-fns';
import { hasEnded } from '../contact/contact.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Part } from '../thread/post.ts';
import { type Heard, inOrder, isHeard, isReply, type Line, type Reply, replyIn } from './line.ts';

/** What arrives within a second is told in the order in which it was written. */
const SORT_SECONDS = 1;

/** Slack takes about one message a second and thread; what is written meanwhile is told together. */
const PAUSE_SECONDS = 1;

/**
 * What one message of the thread holds at most, so that with who wrote each of them it has no more than 50 blocks
 * and 13,000 characters (Slack, "Blocks"). A turn is what one writes before another does.
 */
const MOST_CHARACTERS = 8_000;
const MOST_LINES = 50;
const MOST_TURNS = 14;

/** Where Slack takes no more posts, what is told so long after it was written says when that was. */
const LATE_SECONDS = 60;

/** The message of the conversation that is due next, and when. */
export function nextLine({ lines, conversation }: ReachOut): { part: Part; at: Date } | undefined {
  if (!conversation) return undefined;
  const notBefore = new Date(conversation.sayAt ?? 0);
  const open = inOrder(lines.filter(isHeard).filter(({ isTold }) => !isTold));
  const begun = open.find(({ toldWith }) => toldWith);
  if (begun?.toldWith) return { part: `message:${begun.toldWith}`, at: new Date(0) };
  const reply = inOrder(lines.filter(isReply)).find(isToPost);
  const [first] = open;
  if (first && !(reply && reply.at < first.at)) {
    const heardAt = open.map((line) => line.heardAt).sort()[0] ?? '';
    return { part: `message:${first.id}`, at: max([notBefore, addSeconds(heardAt, SORT_SECONDS)]) };
  }
  return reply && { part: `reply:${reply.id}`, at: notBefore };
}

/** Whether a chat that is over has words that are still to be read or told: its end is told after them. */
export function hasLastWords({ contact, conversation, lines }: ReachOut): boolean {
  if (!conversation || !hasEnded(contact)) return false;
  const isToRead = conversation.isBehind && conversation.link !== undefined;
  return isToRead || lines.some((line) => isHeard(line) && !line.isTold);
}

/** A reply that was typed elsewhere than in the thread stands there under its writer's name. */
function isToPost({ source, state, text }: Reply): boolean {
  return !source && state !== 'asked' && state !== 'kept' && text !== undefined;
}

/** Settles which lines a message tells, before it is posted for the first time. */
export function gather(reachOut: ReachOut, part: Part, now: Date): ReachOut {
  const first = idOf(part, 'message');
  const lines = inOrder(reachOut.lines.filter(isHeard).filter(({ isTold }) => !isTold));
  if (!first || lines.some(({ toldWith }) => toldWith === first)) return reachOut;
  const together = new Set<Line>();
  let size = 0;
  let turns = 0;
  let before: Heard | undefined;
  for (const line of lines) {
    size += line.text?.length ?? 0;
    if (before?.speaker !== line.speaker || before.name !== line.name) turns += 1;
    const isFull = size > MOST_CHARACTERS || together.size === MOST_LINES || turns > MOST_TURNS;
    if (together.size > 0 && isFull) break;
    together.add(line);
    before = line;
  }
  const told = (line: Line) => ({
    ...line,
    toldWith: first,
    ...(differenceInSeconds(now, line.at) > LATE_SECONDS && { isLate: true }),
  });
  return { ...reachOut, lines: reachOut.lines.map((line) => (together.has(line) ? told(line) : line)) };
}

/** The lines that a message tells. */
export function linesOf({ lines }: ReachOut, part: Part): Heard[] {
  const first = idOf(part, 'message');
  // Lines that no message tells yet have none, and neither has a message of another kind.
  return first ? inOrder(lines.filter(isHeard).filter(({ toldWith }) => toldWith === first)) : [];
}

/** The reply that a message is. */
export function replyOf({ lines }: ReachOut, part: Part): Reply | undefined {
  const id = idOf(part, 'reply');
  return id === undefined ? undefined : replyIn(lines, id);
}

/** Notes what stands in the thread by now, or never will: it is told once, and its text no longer needed. */
export function noteTold(reachOut: ReachOut, part: Part, now: Date): ReachOut {
  const { posts, conversation, placeId } = reachOut;
  const { ts, refused } = posts[part] ?? {};
  if (!conversation || (ts === undefined && refused === undefined)) return reachOut;
  const told = linesOf(reachOut, part).filter(({ isTold }) => !isTold);
  const reply = replyOf(reachOut, part);
  if (told.length === 0 && (!reply || reply.source)) return reachOut;
  const toldTo = [conversation.toldTo ?? '', ...told.map(({ at }) => at)].sort().at(-1);
  return {
    ...reachOut,
    lines: reachOut.lines.map((line) => {
      if (line.kind === 'heard') return told.includes(line) ? asTold(line) : line;
      return line === reply ? { ...line, source: { placeId, ts: ts ?? '' } } : line;
    }),
    conversation: {
      ...conversation,
      ...(toldTo && { toldTo }),
      sayAt: addSeconds(now, PAUSE_SECONDS).toISOString(),
    },
  };
}

/** Who wrote it stands there, too, and is not needed any more. */
function asTold(line: Heard): Heard {
  const { name: _, ...told } = withoutText(line);
  return { ...told, isTold: true };
}

export function withoutText<T extends Line>({ text: _, ...line }: T): T {
  return line as T;
}

function idOf(part: Part, kind: 'message' | 'reply'): string | undefined {
  return part.startsWith(`${kind}:`) ? part.slice(kind.length + 1) : undefined;
}
