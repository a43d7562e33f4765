import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasEnded, mergeProgress, phaseOf } from '../../../src/domain/contact/contact.ts';
import { endingOf } from '../../../src/domain/contact/ending.ts';
import type { Context } from '../../../src/domain/kernel/context.ts';
import type { ContactNews, Thread } from '../../../src/domain/kernel/ports.ts';
import { nextStep, type ReachOut, withIntent } from '../../../src/domain/reach-out/progress.ts';
import { performStep } from '../../../src/domain/thread/thread.ts';
import { buildThreadMessage } from '../../../src/views/thread/message.ts';
import { FIRST_CONTACT, type History, histories } from '../../support/contact-history.ts';
import { sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const names = {
  queue: (id: string) => `Queue ${id.slice(0, 4)}`,
  flow: () => 'Flow',
  contactUrl: () => undefined,
};

/** A thread in memory: what a person would read, by the time of posting. */
function memoryThread(): { thread: Thread; texts: Map<string, string> } {
  const texts = new Map<string, string>();
  const write: Thread['edit'] = async (reachOut, part, covers) => {
    const ts = reachOut.posts[part]?.ts ?? String(texts.size).padStart(3, '0');
    texts.set(ts, buildThreadMessage(reachOut, part, covers, names).text);
    return { kind: 'posted', ts, placeId: reachOut.placeId };
  };
  const thread: Thread = { post: write, edit: write, find: async () => [], remove: write as never };
  return { thread, texts };
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
async function follow({ channel, news }: History, works: boolean[]) {
  const { thread, texts } = memoryThread();
  const ctx = { thread, store: { limits: { reserveEdit: async () => 0 } } } as unknown as Context;
  const everyLeg = new Set(news.map(({ contactId }) => contactId));
  let reachOut = started(channel);

  async function work(): Promise<boolean> {
    const step = nextStep(reachOut);
    if (!step) return false;
    const intended = { ...reachOut, posts: withIntent(reachOut.posts, step.post) };
    const { settlement } = await performStep(ctx, intended, step);
    reachOut = {
      ...intended,
      ...(settlement.posts && { posts: settlement.posts }),
      ...(settlement.shownVersion !== undefined && { shownVersion: settlement.shownVersion }),
    };
    const ranks = linesOf(texts).map(rankOf);
    expect(ranks).toEqual([...new Set(ranks)].sort());
    return true;
  }
  for (const [index, { contactId, leg }] of news.entries()) {
    const contact = mergeProgress(reachOut.contact ?? { legs: {} }, { legs: { [contactId]: leg } });
    reachOut = { ...reachOut, contact, version: reachOut.version + 1 };
    // The end is only certain once DescribeContact has told of every transfer.
    const isOver = hasEnded(contact) && everyLeg.size === Object.keys(contact.legs).length;
    if (isOver && works[(index + 1) % works.length]) reachOut = { ...reachOut, state: 'ended' };
    if (works[index % works.length]) await work();
  }
  if (reachOut.state !== 'ended') {
    reachOut = { ...reachOut, state: 'ended', version: reachOut.version + 1 };
  }
  while (await work());
  const { contact } = reachOut;
  return {
    contact,
    phase: phaseOf(contact),
    ending: endingOf(contact, reachOut.request.channel),
    card: buildThreadMessage({ ...reachOut, posts: {} }, 'card', [], names),
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

test('news in any order, with repeats, leaves the same card and the same milestones, each once and in order', () =>
  fc.assert(
    fc.asyncProperty(orders, async ({ history, repeats, works, places }) => {
      const repeated = [...history.news, ...repeats.flatMap((index) => history.news[index] ?? [])];
      const inOrder = await follow(history, [false]);
      const inDisorder = await follow({ ...history, news: shuffled(repeated, places) }, works);
      expect(inDisorder).toEqual(inOrder);
      expect(inOrder.lines.length).toBeGreaterThan(0);
      expect(inOrder.phase).toBe('ended');
    }),
    { numRuns: 500 },
  ));
