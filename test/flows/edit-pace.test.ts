import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { turningUntil } from '../support/clock.ts';
import { cardOf, contactOf, type Following, linesOf, start, startFollowing } from '../support/following.ts';
import { partsOf } from '../support/steps.ts';

const MANY = 20;
const BURST = 5;
const INTERVAL_MS = 1200;

/** Slack's Tier 3 made small: so many edits at once, then 50 a minute. */
function tierThree(clock: () => Date): () => boolean {
  let fullAt = 0;
  return () => {
    const now = clock().getTime();
    if (Math.max(fullAt, now) - now > (BURST - 1) * INTERVAL_MS) return false;
    fullAt = Math.max(fullAt, now) + INTERVAL_MS;
    return true;
  };
}

describe.each(['embedded', 'postgres'] as const)('Slack takes no more edits, on %s', (database) => {
  let following: Following;

  beforeAll(async () => {
    following = await startFollowing({ database, slack: { strictPostRate: false } });
  });
  afterAll(() => following.stop());

  test('each card waits for one turn, milestones wait for none, and in the end all is true', async () => {
    const { world, sqs } = following;
    const { slack, connect } = world;
    const ids: string[] = [];
    for (let each = 0; each < MANY; each++) ids.push(await start(world, 'call'));
    const contacts = await Promise.all(ids.map((id) => contactOf(world, id)));
    const cards = () => ids.map((id) => cardOf(world, id));
    await turningUntil(
      world,
      slack.waitFor(() => cards().every((card) => card.includes('Calling')), { timeoutMs: 60_000 }),
    );

    const takes = tierThree(world.now);
    const refused = slack.fault({
      method: 'chat.update',
      kind: 'rate_limited',
      retryAfterSeconds: 3,
      times: Number.POSITIVE_INFINITY,
      when: () => !takes(),
    });
    for (const { id } of contacts) connect.world.noAnswer(id);
    await slack.waitFor(() => ids.every((id) => linesOf(world, id).length === 1));
    expect(cards().filter((card) => card.includes('Calling')).length).toBeGreaterThan(MANY / 2);
    await turningUntil(
      world,
      slack.waitFor(() => cards().every((card) => card.includes('No answer')), { timeoutMs: 60_000 }),
    );

    // Those under way when the first refusal came, and none of those that had their turn.
    expect(refused.used).toBeLessThanOrEqual(MANY);
    expect(sqs.messages()).toEqual([]);
    for (const id of ids) {
      expect(partsOf(world, id, 'card')).toHaveLength(1);
      expect(linesOf(world, id)).toEqual(['No answer']);
    }
    refused.remove();
    const later = await start(world, 'call');
    connect.world.answer((await contactOf(world, later)).id);
    await slack.waitFor(() => cardOf(world, later).includes('Answered'));
  });
});
