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
const RULES = { maxAgeMinutes: 15, hasContactEvents: false, hasConversations: false };

const names = { ...NAMELESS, queue: (id: string) => `Queue ${id.slice(0, 4)}`, flow: () => 'Flow' };

/** A thread in memory: what a person would read, by the time of posting. */
function memoryThread() {
  const texts = new Map<string, string>();
  const write = (reachOut: ReachOut, writing: Writing): PostOutcome => {
    const ts = reachOut.posts[writing.part]?.ts ?? String(texts.size).padStart(3, '0');
    texts.set(ts, buildThreadMessage(reachOut, writing.part, names).text);
    return { kind: 'posted', ts, placeId: reachOut.placeId };
  };
  return { write, texts };
}

/** What happened, one by one: the log of the ContactId's reply, then the replies of milestones. */
function linesOf(texts: Map<string, string>): string[] {
  const [, reply = '', ...milestones] = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text);
  const [, log = ''] = reply.split('\n');
  return [...log.split(' · ').filter(Boolean), ...milestones].map(plainly);
}

/** Without its icon, and with its time first: an end reads so in the log as well as in a reply of its own. */
function plainly(line: string): string {
  const [time = ''] = /<!date.*?>/.exec(line) ?? [];
  const words = line.replace(/^:\w+: | ?· <!date.*$|^<!date.*?> /g, '');
  return `${time} ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

const secondOf = (line: string) => Number(/<!date\^(\d+)/.exec(line)?.[1] ?? Number.NaN);

function isInOrder(lines: string[]): boolean {
  const seconds = lines.map(secondOf).filter((second) => !Number.isNaN(second));
  return seconds.every((second, index) => index === 0 || second >= (seconds[index - 1] ?? 0));
}

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
    // An end that has just got a reply of its own leaves the log with the next edit.
    expect(isInOrder(linesOf(texts).slice(0, -1))).toBe(true);
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
  expect(isInOrder(linesOf(texts))).toBe(true);
  const { contact } = reachOut;
  return {
    contact,
    phase: phaseOf(contact),
    ending: endingOf(reachOut),
    card: buildThreadMessage({ ...reachOut, posts: {} }, 'card', names),
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

test('news in any order, with repeats, leaves the same card, log and milestones, each once and in order', () => {
  fc.assert(
    fc.property(orders, ({ history, repeats, works, places }) => {
      const repeated = [...history.news, ...repeats.flatMap((index) => history.news[index] ?? [])];
      const inOrder = follow(history, [false]);
      const inDisorder = follow({ ...history, news: shuffled(repeated, places) }, works);
      expect(inDisorder).toEqual(inOrder);
      expect(inOrder.lines.length).toBeGreaterThan(0);
      expect(
        inOrder.lines.filter((line) => /ended|closed|answer\b|busy|service|blocked|carrier/i.test(line)),
      ).toHaveLength(1);
      expect(inOrder.phase).toBe('ended');
    }),
    { numRuns: 500 },
  );
});
