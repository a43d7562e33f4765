import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import fc from 'fast-check';
import { dueAt } from '../../src/domain/reach-out/agenda.ts';
import { visibly } from '../../src/domain/reach-out/applied.ts';
import { apply, type Outcome } from '../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { intend, type Step, step } from '../../src/domain/reach-out/step.ts';
import { threadRoot } from '../../src/domain/thread/plan.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import type { FindOutcome, PostOutcome } from '../../src/domain/thread/poster.ts';
import { RULES, sampleReachOut } from '../support/sample-reach-out.ts';

interface Message {
  ts: string;
  root?: string;
  part?: Part;
}

/** A place in Slack: a reply to what is gone stands in the place itself, and a head with replies leaves its thread behind. */
function createPlace() {
  let last = 0;
  const messages = new Map<string, Message>();
  const stands = (ts: string) => [...messages.values()].some((one) => one.ts === ts || one.root === ts);
  const rootOf = (reachOut: ReachOut, part: Part) =>
    part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
  const add = (message: Omit<Message, 'ts'>): Message => {
    last += 1;
    const added = { ts: String(last).padStart(4, '0'), ...message };
    messages.set(added.ts, added);
    return added;
  };
  return {
    messages,
    add,
    post(reachOut: ReachOut, part: Part): PostOutcome {
      const root = rootOf(reachOut, part);
      const isIn = root !== undefined && stands(root);
      const { ts } = add({ part, ...(isIn && { root }) });
      return { kind: root && !isIn ? 'loose' : 'posted', ts, placeId: 'C1' };
    },
    edit(reachOut: ReachOut, part: Part): PostOutcome {
      const { ts = '' } = reachOut.posts[part] ?? {};
      return messages.has(ts)
        ? { kind: 'posted', ts, placeId: 'C1' }
        : { kind: 'gone', error: 'message_not_found' };
    },
    find(reachOut: ReachOut, part: Part): FindOutcome {
      const root = rootOf(reachOut, part);
      const isRootless = root !== undefined && !stands(root);
      const those = (where: string | undefined) =>
        [...messages.values()].filter((one) => one.part === part && one.root === where).map(({ ts }) => ts);
      const mayBeLoose = root !== undefined && (isRootless || reachOut.posts[part]?.isLoose);
      const [found, loose] = [isRootless ? [] : those(root), mayBeLoose ? those(undefined) : []];
      return { kind: isRootless ? 'rootless' : 'looked', found: found.sort(), loose: loose.sort() };
    },
  };
}

type Place = ReturnType<typeof createPlace>;

/** What becomes of the messages of a step, and what a person deletes before it. A crash leaves its intent behind. */
const moments = fc.record({
  fate: fc.constantFrom('done', 'done', 'done', 'lost', 'unseen', 'crash before', 'crash after'),
  deletes: fc.constantFrom<'nothing' | 'head' | Part>(
    'nothing',
    'nothing',
    'nothing',
    'card',
    'contact_id',
    'head',
  ),
});
type Moment = typeof moments extends fc.Arbitrary<infer One> ? One : never;

const DONE: Moment = { fate: 'done', deletes: 'nothing' };

function perform(place: Place, reachOut: ReachOut, next: Step, fate: Moment['fate']): Outcome {
  const settle = (call: () => PostOutcome): PostOutcome => {
    if (fate === 'lost') return { kind: 'unknown' };
    const outcome = call();
    return fate === 'unseen' ? { kind: 'unknown' } : outcome;
  };
  const outcome: Outcome = {};
  if (next.find) outcome.find = place.find(reachOut, next.find);
  const { post, edit } = next;
  if (post) outcome.post = settle(() => place.post(reachOut, post.part));
  if (edit) outcome.edit = settle(() => place.edit(reachOut, edit.part));
  for (const part of next.sweep ?? []) {
    const { ts: standing, strays = [], isDoubtful } = reachOut.posts[part] ?? {};
    const twins = isDoubtful && standing ? place.find(reachOut, part) : undefined;
    const found = twins && twins.kind !== 'not_known' ? [...twins.found, ...twins.loose] : [];
    for (const ts of [...strays, ...found]) if (ts !== standing) place.messages.delete(ts);
  }
  if (next.sweep) outcome.sweep = true;
  return outcome;
}

let now = new Date();

function live(place: Place, story: Moment[], begin: ReachOut): ReachOut {
  let reachOut = begin;
  for (const { fate, deletes } of story) {
    now = addSeconds(now, 60);
    for (const { ts, part } of [...place.messages.values()])
      if (deletes === part || (deletes === 'head' && ts === begin.threadTs)) place.messages.delete(ts);
    const next = step(reachOut, now, RULES);
    if (!next) continue;
    reachOut = intend(reachOut, next, now);
    if (fate === 'crash before') continue;
    const outcome = perform(place, reachOut, next, fate);
    if (fate === 'crash after') continue;
    reachOut = apply(reachOut, next, outcome, now, RULES).reachOut;
  }
  return reachOut;
}

/** Until nothing is due any more. */
function settle(place: Place, begin: ReachOut): ReachOut {
  let reachOut = begin;
  for (let steps = 0; dueAt(reachOut, RULES) && steps < 60; steps++) reachOut = live(place, [DONE], reachOut);
  return reachOut;
}

test.each([
  ['of its own', false],
  ["of somebody else's message", true],
])('a thread %s: whatever is deleted, lost or cut off, one card heads one ContactId', (_, isReply) => {
  fc.assert(
    fc.property(fc.array(moments, { maxLength: 9 }), (story) => {
      const place = createPlace();
      const head = isReply ? place.add({}) : undefined;
      const begin = sampleReachOut({
        ...{ state: 'started', contactId: 'c-1', startedAt: new Date('2026-01-01') },
        ...(head && { threadTs: head.ts }),
      });
      now = begin.requestedAt;
      const after = settle(place, live(place, story, begin));
      // Something more happens, so that what was deleted meanwhile is noticed.
      const contact = { legs: { 'c-1': { queues: { q: '2026-01-01T00:00:00Z' } } } };
      const settled = settle(place, visibly({ ...after, contact }));
      expect(dueAt(settled, RULES)).toBeUndefined();
      if (settled.isMoved) return;
      const ours = [...place.messages.values()].filter(({ part }) => part);
      expect(ours.map(({ part }) => part).sort()).toEqual(['card', 'contact_id']);
      const [card] = ours.filter(({ part }) => part === 'card');
      const [reply] = ours.filter(({ part }) => part === 'contact_id');
      expect(reply?.root).toBe(card?.root ?? card?.ts);
    }),
    { numRuns: 500 },
  );
});
