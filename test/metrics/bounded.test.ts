import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bounded, OTHER } from '../../src/metrics/bounded.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { labelsIn, sampleOf } from '../support/metrics.ts';

/** What could come from outside, or by mistake: numbers, texts, names of people and channels, other objects' keys. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '+12065550152',
    '12065550152',
    '#support',
    'Hello Ada',
    'U0ADA',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom('sms', 'ok', 'chat.postMessage', 'StartOutboundVoiceContact', 'ListPhoneNumbersV2', '"}\n'),
);

test('a label has the values that are known, and besides them one', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 50 }), (values) => {
      const pass = bounded({ channel: ['sms', 'voice'] });
      for (const value of values)
        expect(pass({ channel: value }).channel).toBe(['sms', 'voice'].includes(value) ? value : OTHER);
    }),
  );
});

test('a label of names has so many at most, and none that could be a number or a text', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 100 }), (values) => {
      const pass = bounded({ method: { most: 3 } });
      const passed = new Set(values.map((value) => pass({ method: value }).method));
      passed.delete(OTHER);
      expect(passed.size).toBeLessThanOrEqual(3);
      for (const name of passed) expect(name).toMatch(/^[A-Za-z_.]+(V\d)?$/);
    }),
  );
});

describe('whatever is told to it', () => {
  test('an answer stays of one size, and can be read', async () => {
    const { series, watch, text } = createMetrics({ version: '1.2.3' });
    const call = fc.record({ service: hostile, method: hostile, outcome: hostile, other: hostile });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), async (calls) => {
        for (const { service, method, outcome, other } of calls) {
          watch({ service, method, outcome: outcome as 'ok', seconds: 0.1 });
          series.requested.add({ channel: service, lane: method });
          series.outcomes.add({ channel: outcome, outcome: other });
          series.failures.add({ channel: other, code: service });
          series.events.add({ type: outcome });
          series.ack.observe({ payload: other }, -1);
        }
        const labels = labelsIn(await text());
        const methods = labels.filter(({ label }) => label === 'method');
        expect(new Set(methods.map(({ value }) => value)).size).toBeLessThanOrEqual(101);
        const rest = labels.filter(({ label }) => !['method', 'le', 'version', 'node'].includes(label));
        for (const { value } of rest) expect(value).toMatch(/^[A-Za-z_]+$/);
      }),
      { numRuns: 30 },
    );
  });

  test('nothing took less than no time', async () => {
    const { series, text } = createMetrics({ version: '1.2.3' });
    series.firstCall.observe({ channel: 'sms', lane: 'own' }, -5);
    expect(sampleOf(await text(), 'reach_out_first_call_seconds_sum', { channel: 'sms', lane: 'own' })).toBe(
      0,
    );
  });
});

test('what hangs is not waited for, and what fails is no matter', async () => {
  const { beforeAnswer, text, series } = createMetrics({ version: '1.2.3' });
  beforeAnswer(() => new Promise(() => {}));
  beforeAnswer(() => Promise.reject(new Error('away')));
  beforeAnswer(() => {
    throw new Error('broken');
  });
  series.leaseLosses.add({ kind: 'list' });
  expect(sampleOf(await text(), 'reach_out_lease_losses_total', { kind: 'list' })).toBe(1);
});

test('what is not known is absent, and not zero', async () => {
  const { series, text } = createMetrics({ version: '1.2.3' });
  const isThere = async () => [
    sampleOf(await text(), 'reach_out_stuck'),
    sampleOf(await text(), 'reach_out_due', { kind: 'own' }),
  ];
  expect(await isThere()).toEqual([undefined, undefined]);
  series.stuck.set({}, 3);
  series.due.set({ kind: 'own' }, 2);
  expect(await isThere()).toEqual([3, 2]);
  series.stuck.forget();
  series.due.forget();
  expect(await isThere()).toEqual([undefined, undefined]);
  expect(sampleOf(await text(), 'reach_out_inbound_read_age_seconds')).toBeUndefined();
});
