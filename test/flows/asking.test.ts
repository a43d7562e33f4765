import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { BY_HAND, cardOf, contactOf, start, tells } from '../support/following.ts';
import { buttonsOf, partsOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const ANSWERED = 'Answered (may be voicemail)';
const PATIENCE = 30_000;

/** Without a queue of events, Amazon Connect is asked: a call after 5, 15, 30 and 65 s. */
describe.each(['embedded', 'postgres'] as const)('asking for contacts on %s', (database) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ database, connect: BY_HAND });
  });
  afterEach(() => world.connect.clearFaults());
  afterAll(() => world.stop());

  test('how calls end that reach nobody, and Try again', async () => {
    const { connect } = world;
    const ends = [
      ['No answer', connect.world.noAnswer],
      ['Busy', connect.world.busy],
      ['The number is not in service', connect.world.invalidNumber],
      ['Blocked by the carrier, possibly as spam', connect.world.blocked],
    ] as const;
    const asked: { id: string; text: string }[] = [];
    for (const [text, end] of ends) {
      const id = await start(world, 'call');
      end((await contactOf(world, id)).id);
      asked.push({ id, text });
    }
    for (const { id } of asked) await told(world, id, 'contact_id');
    world.turn(5);
    for (const { id, text } of asked) {
      const card = await told(world, id, 'card', text, PATIENCE);
      await tells(world, id, [text], PATIENCE);
      expect(buttonsOf(card)).toEqual(expect.arrayContaining(['try_again']));
      expect(buttonsOf(card)).not.toContain('stop_contact');
    }
  });

  test('a call through a transfer to its end, over a restart, with one slow answer and one refusal', async () => {
    const { connect } = world;
    connect.fault({ operation: 'DescribeContact', kind: 'throttle' });
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    connect.world.answer(contactId);
    connect.world.queue(contactId);
    const next = connect.world.transfer(contactId, { queueId: SEED_IDS.salesQueue });
    await told(world, id, 'contact_id');
    world.turn(5);
    await connect.waitFor(() => connect.faults().length === 0);
    await world.app.drain();
    world.turn(10);
    await tells(world, id, [ANSWERED, 'In queue Support', 'Transferred', 'In queue Sales'], PATIENCE);
    await told(world, id, 'card', 'in queue Sales', PATIENCE);
    await world.restart(async () => {
      connect.world.agentJoins(next.id);
      connect.world.agentEnds(next.id);
    });
    world.turn(60);
    await told(world, id, 'card', 'Call ended by the agent', 60_000);
    expect(cardOf(world, id)).not.toContain('Stop contact');
  });

  test('one answer that is slow holds up nobody else', async () => {
    const { connect, slack } = world;
    const slow = await start(world, 'call');
    await told(world, slow, 'contact_id');
    connect.fault({ operation: 'DescribeContact', kind: 'delay', ms: 9000 });
    world.turn(5);
    await connect.waitFor(() => connect.faults().length === 0, { timeoutMs: PATIENCE });
    const quick = await start(world, 'sms');
    connect.world.open((await contactOf(world, quick)).id);
    await told(world, quick, 'contact_id');
    const card = await slack.waitFor(() =>
      partsOf(world, quick, 'card').find((message) => buttonsOf(message).includes('stop_contact')),
    );
    const began = performance.now();
    await slack.as(seedIds.ada).press('stop_contact', { conversation: '#support', ts: card.ts });
    await told(world, quick, 'card', 'Conversation ended by <@U0ADA00001>', PATIENCE);
    expect(performance.now() - began).toBeLessThan(7000);
  });
});
