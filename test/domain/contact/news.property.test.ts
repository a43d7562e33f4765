import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyNews } from '../../../src/domain/contact/apply-news.ts';
import { hasEnded, phaseOf } from '../../../src/domain/contact/contact.ts';
import type { ContactNews } from '../../../src/domain/contact/contacts.ts';
import { endingOf } from '../../../src/domain/contact/ending.ts';
import { enter } from '../../../src/domain/reach-out/applied.ts';
import { apply } from '../../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { intend, step, type Writing } from '../../../src/domain/reach-out/step.ts';
import type { PostOutcome } from '../../../src/domain/thread/poster.ts';
import { buildThreadMessage } from '../../../src/views/thread/message.ts';
import { FIRST_CONTACT, type History, histories } from '../../support/contact-history.ts';
import { NAMELESS, sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T12:00:00Z');
const RULES = { maxAgeMinutes: 15, hasContactEvents: false };

const names = { ...NAMELESS, queue: (id: string) => `Queue ${id.slice(0, 4)}`, flow: () => 'Flow' };

/** A thread in memory: what a person would read, by the time of posting. */
function memoryThread() {
  const texts = new Map<string, string>();
  const write = (reachOut: ReachOut, writing: Writing): PostOutcome => {
    const ts = reachOut.posts[writing.part]?.ts ?? String(texts.size).padStart(3, '0');
    texts.set(ts, buildThreadMessage(reachOut, writing, names).text);
    return { kind: 'posted', ts, placeId: reachOut.placeId };
  };
  return { write, texts };
}

/** The replies that tell of milestones, line by line. */
function linesOf(texts: Map<string, string>): string[] {
  return [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, text]) => text.split('\n'))
    .slice(2);
}

const KINDS = [
  'Answered',
  'Waiting in queue',
  'With an agent',
  'ended|closed|answer|Busy|service|Blocked|carrier',
];
const rankOf = (line: string) =>
  KINDS.findIndex((kind) => new RegExp(kind).test(line.replace(/<!date.*/, '')));

function started(channel: History['channel']): ReachOut {
  return sampleReachOut({
    state: 'started',
    contactId: FIRST_CONTACT,
    version: 1,
    ...(channel === 'voice' && { request: VOICE_REQUEST }),
  });
}

/** Takes in the news one by one; where `works` says so, the thread is brought a step further in between. */
function follow({ channel, news }: History, works: boolean[]) {
  const { write, texts } = memoryThread();
  const everyLeg = new Set(news.map(({ contactId }) => contactId));
  let reachOut = started(channel);

  function work(): boolean {
    const next = step(reachOut, NOW, RULES);
    if (!next) return false;
    const intended = intend(reachOut, next, NOW);
    const outcome = {
      ...(next.post && { post: write(intended, next.post) }),
      ...(next.edit && { edit: write(intended, next.edit) }),
    };
    reachOut = apply(intended, next, outcome, NOW, RULES).reachOut;
    const ranks = linesOf(texts).map(rankOf);
    expect(ranks).toEqual([...new Set(ranks)].sort());
    return true;
  }
  for (const [index, one] of news.entries()) {
    reachOut = applyNews(reachOut, one);
    const { contact } = reachOut;
    // The end is only certain once DescribeContact has told of every transfer.
    const isOver = hasEnded(contact) && everyLeg.size === Object.keys(contact?.legs ?? {}).length;
    if (isOver && works[(index + 1) % works.length]) reachOut = enter(reachOut, 'end', NOW).reachOut;
    if (works[index % works.length]) work();
  }
  reachOut = enter(reachOut, 'end', NOW).reachOut;
  while (work());
  const { contact } = reachOut;
  return {
    contact,
    phase: phaseOf(contact),
    ending: endingOf(contact, reachOut.request.channel),
    card: buildThreadMessage({ ...reachOut, posts: {} }, { part: 'card' }, names),
    lines: linesOf(texts),
  };
}

const orders = histories.chain((history) =>
  fc.record({
    history: fc.constant(history),
    repeats: fc.array(fc.nat({ max: history.news.length - 1 }), { maxLength: 10 }),
    works: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    places: fc.array(fc.nat(), { minLength: history.news.length + 10, maxLength: history.news.length + 10 }),
  }),
);

function shuffled(news: ContactNews[], places: number[]): ContactNews[] {
  return news
    .map((one, index) => ({ one, place: places[index] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}

test('news in any order, with repeats, leaves the same card and the same milestones, each once and in order', () => {
  fc.assert(
    fc.property(orders, ({ history, repeats, works, places }) => {
      const repeated = [...history.news, ...repeats.flatMap((index) => history.news[index] ?? [])];
      const inOrder = follow(history, [false]);
      const inDisorder = follow({ ...history, news: shuffled(repeated, places) }, works);
      expect(inDisorder).toEqual(inOrder);
      expect(inOrder.lines.length).toBeGreaterThan(0);
      expect(inOrder.phase).toBe('ended');
    }),
    { numRuns: 500 },
  );
});
