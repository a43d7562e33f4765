import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { List, ListState, Progress } from '../../../src/domain/many/list.ts';
import { LIST_STATES } from '../../../src/domain/many/list.ts';
import { listAgenda, needsProgress } from '../../../src/domain/many/list-step.ts';
import { LIST_TRANSITIONS } from '../../../src/domain/many/states.ts';
import { toldOf } from '../../../src/domain/many/told.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const RULES = { startRate: 2 };

const PROGRESS: Progress = {
  ...{ waiting: 0, closed: 0, opensAt: null, inFlight: 0, uncalled: 0 },
  ...{ started: 0, answered: 0, failed: 0, unresolved: 0, cancelled: 0, out: 0 },
};

/** A list whose messages tell all. */
function listIn(state: ListState, progress?: Progress, changes: Partial<List> = {}): List {
  const list: List = {
    ...{
      id: 'l',
      teamId: 'T1',
      userId: 'U1',
      placeId: 'C1',
      channel: 'sms',
      state,
      answered: [],
      fileId: 'F1',
    },
    ...{ content: { message: 'Hi', fileName: 'f.csv' }, posts: {}, requestedAt: NOW },
    ...{ troubles: 0, lease: 1, revision: 0 },
    ...changes,
  };
  return { ...list, posts: { list: { tries: 1, ts: '1.1', told: toldOf(list, 'list', progress) } } };
}

const next = (state: ListState, progress: Partial<Progress> = {}, changes: Partial<List> = {}) => {
  const known = { ...PROGRESS, ...progress };
  const seen = needsProgress({ state }) ? known : undefined;
  return listAgenda(listIn(state, seen, changes), seen, NOW, RULES);
};
const in3s = new Date(NOW.getTime() + 3_000);
const in1s = new Date(NOW.getTime() + 1_000);

describe('what is next', () => {
  test.each<[string, ReturnType<typeof next>, ReturnType<typeof next>]>([
    ['a file is read', next('reading'), { step: { kind: 'read' } }],
    ['its form is told', next('reported', {}, { telling: {} }), { step: { kind: 'tell' } }],
    ['a report waits for a person', next('reported'), { dueAt: null }],
    ['a few seconds ahead', next('running', { waiting: 100 }), { step: { kind: 'feed', most: 8 } }],
    ['no more than is left', next('running', { waiting: 3 }), { step: { kind: 'feed', most: 3 } }],
    [
      'no more than have room',
      next('running', { waiting: 9, inFlight: 6 }),
      { step: { kind: 'feed', most: 2 } },
    ],
    ['a full queue', next('running', { waiting: 9, inFlight: 8 }), { dueAt: in1s }],
    ['once a second', next('running', { waiting: 9 }, { feedAt: in1s.toISOString() }), { dueAt: in1s }],
    ['the last are on their way', next('running', { inFlight: 2 }), { dueAt: in3s }],
    ['it is closed for all', next('running', { waiting: 2, closed: 2, opensAt: in3s }), { dueAt: in3s }],
    ['all is done', next('running', { started: 9 }), { step: { kind: 'finish' } }],
    ['a pause lets go what is on its way', next('paused', { waiting: 9, inFlight: 2 }), { dueAt: in3s }],
    ['and then waits for a person', next('paused', { waiting: 9 }), { dueAt: null }],
    ['a stop takes it back', next('stopped', { inFlight: 2, uncalled: 1 }), { step: { kind: 'withdraw' } }],
    ['the file, once all is known', next('done', { started: 9 }), { step: { kind: 'upload' } }],
    ['the file is not there yet', next('stopped', { inFlight: 1 }), { dueAt: in3s }],
    [
      'the file is shared',
      next('done', {}, { result: { tries: 0, fileId: 'F9' } }),
      { step: { kind: 'share', fileId: 'F9' } },
    ],
    ['nothing more', next('done', {}, { result: { tries: 0, outcome: 'stands' } }), { dueAt: null }],
    ['its time has not come', next('scheduled', {}, { sendAt: in3s.toISOString() }), { dueAt: in3s }],
    ['its time has come', next('scheduled', {}, { sendAt: NOW.toISOString() }), { step: { kind: 'begin' } }],
    ['Slack is away', next('reading', {}, { waitUntil: in3s.toISOString() }), { dueAt: in3s }],
    ['cancelled', next('cancelled'), { dueAt: null }],
  ])('%s', (_, agenda, expected) => expect(agenda).toEqual(expected));
});

test('what is over stays so', () => {
  for (const state of ['returned', 'stopped', 'done', 'cancelled', 'declined', 'lapsed'] as const)
    expect(LIST_TRANSITIONS[state]).toEqual({});
});

test('never more are fed than have room, and nothing is due before now', () => {
  const count = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(
      fc.constantFrom(...LIST_STATES),
      count,
      count,
      count,
      count,
      (state, waiting, closed, inFlight, uncalled) => {
        const agenda = next(state, {
          ...{ waiting, closed: Math.min(closed, waiting), inFlight, uncalled: Math.min(uncalled, inFlight) },
          opensAt: in3s,
        });
        if ('step' in agenda && agenda.step.kind === 'feed') {
          expect(state).toBe('running');
          expect(agenda.step.most + inFlight).toBeLessThanOrEqual(8);
          expect(agenda.step.most).toBeLessThanOrEqual(waiting);
        }
        if ('dueAt' in agenda && agenda.dueAt) expect(agenda.dueAt.getTime()).toBeGreaterThan(NOW.getTime());
      },
    ),
  );
});
