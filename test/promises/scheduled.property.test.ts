import { expect, test } from '@jest/globals';
import { addMilliseconds, addSeconds } from 'date-fns';
import fc from 'fast-check';
import type { Context } from '../../src/domain/kernel/context.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy/policy.ts';
import { dueAt } from '../../src/domain/reach-out/agenda.ts';
import { enter, unaccounted } from '../../src/domain/reach-out/applied.ts';
import { apply } from '../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { intend } from '../../src/domain/reach-out/step.ts';
import { atTime } from '../../src/domain/schedule/at-time.ts';
import { putOff } from '../../src/domain/schedule/put-off.ts';
import { admit } from '../../src/engine/admit.ts';
import { silentLog } from '../support/log.ts';
import { RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const BEGIN = new Date('2026-07-01T16:00:00Z');
const HOUR_MS = 3_600_000;

/** The database's time, and how far this machine's clock is ahead of it. */
interface Time {
  now: Date;
  leadMs: number;
}

function contextOf(time: Time, turnSeconds: () => number): Context {
  return {
    actor: { kind: 'engine' },
    clock: { now: () => addMilliseconds(time.now, time.leadMs), ask: async () => time.now },
    log: silentLog,
    settings: { instanceId: 'i', channels: {} },
    policy: () => ({ ...DEFAULT_POLICY, hours: { ...DEFAULT_POLICY.hours, channels: [] } }),
    people: { find: () => Promise.reject(new Error('Slack does not say')) },
    blocks: { of: async () => [] },
    pace: { take: async () => turnSeconds(), slowDown: async () => {} },
  } as unknown as Context;
}

const inMs = (most: number) => fc.integer({ min: 0, max: most });
const happenings = fc.oneof(
  fc.record({ kind: fc.constant('passes' as const), ms: inMs(HOUR_MS / 3) }),
  fc.record({ kind: fc.constant('jumps' as const), ms: inMs(2 * HOUR_MS).map((ms) => ms - HOUR_MS) }),
  fc.record({ kind: fc.constant('another time' as const), ms: inMs(2 * HOUR_MS) }),
  fc.record({ kind: fc.constant('put off' as const), ms: inMs(2 * HOUR_MS) }),
  fc.record({ kind: fc.constant('waits for its turn' as const), ms: inMs(60_000) }),
);

test('whatever happens meanwhile, nothing goes before its time, or is given up before', () =>
  fc.assert(
    fc.asyncProperty(inMs(2 * HOUR_MS), fc.array(happenings, { maxLength: 30 }), async (first, story) => {
      const time: Time = { now: BEGIN, leadMs: 0 };
      let turn = 0;
      const ctx = contextOf(time, () => turn);
      const later = (ms: number) => addMilliseconds(time.now, ms);
      let reachOut: ReachOut = { ...atTime(sampleReachOut(), later(first)), state: 'scheduled' };
      for (const { kind, ms } of story) {
        if (kind === 'passes') time.now = later(ms);
        if (kind === 'jumps') time.leadMs = ms;
        turn = kind === 'waits for its turn' ? ms / 1000 : 0;
        if (kind === 'put off') reachOut = putOff(reachOut, later(ms), time.now).reachOut;
        if (kind === 'another time')
          reachOut = enter(atTime(reachOut, later(ms)), 'reschedule', time.now).reachOut;
        const { applied, step } = await admit(ctx, unaccounted(reachOut), RULES);
        reachOut = applied.reachOut;
        if (step?.start || step?.lapse) {
          expect(reachOut.readyAt <= time.now).toBe(true);
          return;
        }
        expect(dueAt(reachOut, RULES)).toBeDefined();
      }
      // With the clocks right again, it goes at its time.
      time.leadMs = 0;
      turn = 0;
      time.now = new Date(Math.max(time.now.getTime(), reachOut.startAt.getTime()));
      const { applied, step } = await admit(ctx, unaccounted(reachOut), RULES);
      const isLate = time.now > addSeconds(reachOut.readyAt, RULES.maxAgeMinutes * 60);
      expect({ start: step?.start !== undefined, lapse: step?.lapse === true }).toEqual({
        start: !isLate,
        lapse: isLate,
      });
      if (step?.lapse)
        expect(apply(applied.reachOut, step, {}, time.now, RULES).reachOut.state).toBe('failed');
      else expect(intend(applied.reachOut, step!, time.now).state).toBe('starting');
    }),
    { numRuns: 1_000 },
  ));
