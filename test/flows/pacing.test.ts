import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from '../support/clock.ts';
import { partsOf, reachOut } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

jest.setTimeout(240_000);

const REACH_OUTS = 15;

let world: World;
beforeAll(async () => {
  world = await startWorld({ slack: { strictPostRate: true } });
});
afterAll(() => world.stop());

test('many into one conversation that takes one post a second: each has one card and one ContactId', async () => {
  const { slack } = world;
  const made = () => {
    const { byMethod, byError } = slack.log.counters;
    const refused = byError.ratelimited ?? 0;
    return { posted: (byMethod['chat.postMessage'] ?? 0) - refused, refused };
  };
  const before = made();
  const ids: string[] = [];
  for (let sent = 0; sent < REACH_OUTS; sent++) ids.push(await reachOut(world, slack.as(seedIds.ada)));
  const count = (part: string) => ids.map((id) => partsOf(world, id, part).length);
  const all = ids.map(() => 1);
  await turningUntil(
    world,
    slack.waitFor(() => [...count('card'), ...count('contact_id')].every((one) => one > 0), {
      timeoutMs: 200_000,
    }),
  );
  expect({ cards: count('card'), contactIds: count('contact_id') }).toEqual({ cards: all, contactIds: all });
  const after = made();
  expect(after.posted - before.posted).toBe(2 * REACH_OUTS);
  // Those before the first 429 is known, and a few where two turns come close together.
  expect(after.refused - before.refused).toBeLessThan(REACH_OUTS);
});
