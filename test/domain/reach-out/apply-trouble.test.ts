import { expect, test } from '@jest/globals';
import { applyTrouble, pauseAfter } from '../../../src/domain/reach-out/apply.ts';
import { statusOf } from '../../../src/views/sentences/status.ts';
import { NAMELESS, sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-01-01T00:01:00Z');

test('work that fails is tried again, ever more rarely', () => {
  const { reachOut, entries } = applyTrouble(sampleReachOut({ troubles: 3 }), NOW);
  expect([reachOut.state, reachOut.troubles, entries]).toEqual(['requested', 4, []]);
  expect([0, 1, 2, 5, 50].map(pauseAfter)).toEqual([0.5, 1, 2, 16, 60]);
});

test('what never went out ends as not sent, and Amazon Connect is not blamed for it', () => {
  const { reachOut, entries } = applyTrouble(sampleReachOut({ troubles: 29 }), NOW);
  expect(reachOut).toMatchObject({ state: 'failed', endedAt: NOW, failure: { code: 'broken' } });
  expect(entries).toMatchObject([{ action: 'break' }]);
  const { title, explanation } = statusOf(reachOut, NAMELESS);
  expect(title).toBe('Not sent');
  expect(explanation).toContain('on our side');
  expect(explanation).not.toContain('Amazon Connect');
});

test('what may have gone out ends as not known, and what has started goes on', () => {
  const unknown = sampleReachOut({ state: 'unknown', uncertainSince: NOW, troubles: 29 });
  expect(applyTrouble(unknown, NOW).reachOut.state).toBe('unresolved');
  const started = sampleReachOut({ state: 'started', contactId: 'c-1', troubles: 29 });
  expect(applyTrouble(started, NOW).reachOut).toMatchObject({ state: 'started', troubles: 30 });
});
