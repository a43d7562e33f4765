import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Sealed } from '../../src/domain/kernel/audit.ts';
import { startSealing } from '../../src/engine/sealing.ts';
import { turnedClock } from '../support/clock.ts';
import { silentLog } from '../support/log.ts';

/** What each look at the trail comes to, one after the other. */
async function sealings(looks: (Sealed | undefined | Error)[], seconds: number): Promise<string[]> {
  const clock = turnedClock({ goes: false });
  const events = new EventTarget();
  const logged: string[] = [];
  const audit = {
    record: async () => {},
    wasRefused: async () => false,
    async seal() {
      const look = looks.shift();
      events.dispatchEvent(new Event('look'));
      if (look instanceof Error) throw look;
      return look;
    },
  };
  const log = {
    ...silentLog,
    info: (fields: object) => void logged.push(`info ${JSON.stringify(fields)}`),
    warn: (_: object, message: string) => void logged.push(`warn ${message}`),
  };
  const sealing = startSealing({ audit, clock, log });
  while (looks.length > 0) {
    await new Promise(setImmediate);
    const looked = once(events, 'look');
    clock.turn(seconds);
    await looked;
  }
  await sealing.stop();
  clock.turn(3600);
  return logged;
}

test('each second it goes on, after a failure as well, and says the newest hash once an hour', async () => {
  const looks = [{ seq: 1, hash: 'a' }, new Error('away'), undefined, { seq: 2, hash: 'b' }];
  expect(await sealings([...looks], 1)).toEqual([
    'info {"seq":1,"hash":"a"}',
    'warn the audit trail could not be sealed',
  ]);
  expect(await sealings([...looks], 1800)).toEqual([
    'info {"seq":1,"hash":"a"}',
    'warn the audit trail could not be sealed',
    'info {"seq":2,"hash":"b"}',
  ]);
});
