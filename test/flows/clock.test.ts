import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, partsOf, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

/** So slow that one of three is still waiting when the clock is turned. */
const ONE_BY_ONE = { CONNECT_START_RATE: '1', CONNECT_START_BURST: '1' };

let world: World;
beforeAll(async () => {
  world = await startWorld({ env: ONE_BY_ONE });
});
afterAll(() => world.stop());

const ask = () => reachOut(world, world.slack.as(seedIds.ada));

test.each<[string, () => unknown]>([
  ['30 s', () => world.turn(-30)],
  ['10 min', () => world.turn(-600)],
  ['3 h', () => world.turn(-3 * 3600)],
  ['10 min over a restart', () => world.restart(async () => world.turn(-600))],
])(
  'the clock is set back by %s while reach-outs wait: all go out at their rate, once',
  async (_, setBack) => {
    const before = [await ask(), await ask(), await ask()];
    await told(world, before[2] ?? '', 'card');
    await setBack();
    for (const id of [...before, await ask()]) {
      await told(world, id, 'contact_id');
      expect(callsFor(world, id)).toHaveLength(1);
      expect(partsOf(world, id, 'card')).toHaveLength(1);
    }
  },
);

test('the clock is set forward: what waited says that it waited too long, and what is new goes out', async () => {
  const waiting = [await ask(), await ask(), await ask()].at(-1) ?? '';
  await told(world, waiting, 'card');
  world.turn(20 * 60);
  await told(world, waiting, 'card', 'aited too long');
  expect(callsFor(world, waiting)).toEqual([]);
  await told(world, await ask(), 'contact_id');
});
