import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_EVENT_SETTINGS } from '../../src/sandbox/connect/event-stream.ts';
import { SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { turningUntil } from '../support/clock.ts';
import {
  cardOf,
  contactOf,
  type Following,
  linesOf,
  start,
  startFollowing,
  tells,
} from '../support/following.ts';
import { partsOf, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

const ANSWERED = 'Answered (may be voicemail)';
const IN_SALES = 'In queue Sales';
const TRANSFERRED = 'Transferred';
const WITH_ANA = 'With agent Ana Souza';
const HUNG_UP = 'Call ended by the customer';

/** Once these lines stand in the thread; what is looked up later is turned to. */
const untilTold = (world: World, id: string, lines: string[]) => turningUntil(world, tells(world, id, lines));

describe.each(['embedded', 'postgres'] as const)('contact events on %s', (database) => {
  let following: Following;

  beforeAll(async () => {
    following = await startFollowing({ database });
  });
  afterEach(() => {
    following.let(() => true);
    following.world.connect.configureEvents(DEFAULT_EVENT_SETTINGS);
    following.world.connect.clearFaults();
  });
  afterAll(() => following.stop());

  async function takenIn(): Promise<void> {
    await following.sqs.waitFor(() => following.sqs.messages().length === 0);
    await following.world.app.drain();
  }

  test('that come before Amazon Connect has answered are told once it has, transfers included', async () => {
    const { world } = following;
    const { connect } = world;
    connect.fault({ operation: 'StartOutboundVoiceContact', kind: 'delay', when: 'after', ms: 2500 });
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    connect.world.answer(contactId);
    const next = connect.world.transfer(contactId, { queueId: SEED_IDS.salesQueue });
    await takenIn();
    await untilTold(world, id, [ANSWERED, TRANSFERRED, IN_SALES]);
    connect.world.agentJoins(next.id);
    connect.world.agentEnds(next.id);
    await untilTold(world, id, [ANSWERED, TRANSFERRED, IN_SALES, WITH_ANA, 'Call ended by the agent']);
    await told(world, id, 'card', 'Call ended by the agent');
  });

  test('that come twice, shuffled and in every shape of theirs', async () => {
    const { world } = following;
    const { connect } = world;
    connect.configureEvents({
      detailType: 'Connect Customer Contact Event',
      epochTimestamps: true,
      channelCase: 'title',
      disconnectReason: 'object',
      duplicates: 2,
      shuffleWindowMs: 300,
    });
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    connect.world.answer(contactId);
    connect.world.queue(contactId, SEED_IDS.salesQueue);
    connect.world.hangUp(contactId);
    await untilTold(world, id, [ANSWERED, IN_SALES, HUNG_UP]);
    await takenIn();
    expect(linesOf(world, id)).toEqual([ANSWERED, IN_SALES, HUNG_UP]);
    expect(cardOf(world, id)).toContain(HUNG_UP);
  });

  test('that come after the end change nothing', async () => {
    const { world, sqs } = following;
    const { connect } = world;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    connect.world.answer(contactId);
    connect.world.hangUp(contactId);
    await untilTold(world, id, [ANSWERED, HUNG_UP]);
    await takenIn();
    const before = { card: cardOf(world, id), lines: linesOf(world, id) };
    const { chat: _, ...counted } = { chat: 0, ...world.slack.log.counters.byMethod };
    for (const type of ['INITIATED', 'CONNECTED_TO_SYSTEM', 'DISCONNECTED', 'COMPLETED'] as const) {
      connect.emitEvent(contactId, type);
    }
    // A transfer that was heard of only now.
    const [late] = connect.recentEvents().slice(-1);
    const detail = { ...late?.detail, eventType: 'QUEUED', contactId: 'late', previousContactId: contactId };
    sqs.send(sqs.queueUrl(), JSON.stringify({ ...late, detail: { ...detail, disconnectTimestamp: null } }));
    await takenIn();
    expect({ card: cardOf(world, id), lines: linesOf(world, id) }).toEqual(before);
    expect(world.slack.log.counters.byMethod).toEqual(counted);
  });

  test('of transfers, known by the contact they came from: each is a line, with its agent, under its own ContactId', async () => {
    const { world } = following;
    const { connect } = world;
    const [, kofi] = connect.seed.agents;
    const id = await start(world, 'sms');
    const { id: contactId } = await contactOf(world, id);
    connect.world.open(contactId);
    connect.world.queue(contactId);
    connect.world.agentJoins(contactId);
    const first = ['In queue Support', WITH_ANA];
    await untilTold(world, id, first);
    const second = connect.world.transfer(contactId, { queueId: SEED_IDS.salesQueue });
    await told(world, id, 'card', 'in queue Sales');
    await told(world, id, 'contact_id', `ContactId \`${second.id}\`, transferred from \`${contactId}\``);
    connect.world.agentJoins(second.id, kofi?.id);
    const then = [TRANSFERRED, IN_SALES, 'With agent Kofi Mensah'];
    await untilTold(world, id, [...first, ...then]);
    const third = connect.world.transfer(second.id);
    await told(world, id, 'card', '*Transferred*');
    connect.world.endByFlow(third.id);
    await untilTold(world, id, [
      ...first,
      ...then,
      TRANSFERRED,
      'Conversation ended, delivery not confirmed',
    ]);
    await told(world, id, 'contact_id', `ContactId \`${third.id}\``);
    expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  });

  test('of a transfer that never came: DescribeContact leads on', async () => {
    const { world } = following;
    const { connect } = world;
    const id = await start(world, 'sms');
    const { id: contactId } = await contactOf(world, id);
    following.let(({ detail }) => detail.contactId === contactId);
    connect.world.open(contactId);
    const next = connect.world.transfer(contactId, { queueId: SEED_IDS.salesQueue });
    await told(world, id, 'card', '*Transferred*');
    following.let(() => true);
    connect.emitEvent(next.id, 'QUEUED');
    await told(world, id, 'card', 'in queue Sales');
    connect.world.expire(next.id);
    const over = 'Conversation closed because its time was over, delivery not confirmed';
    await untilTold(world, id, [TRANSFERRED, IN_SALES, over]);
  });

  test('of an end that DescribeContact may not confirm are believed within ten seconds or so', async () => {
    const { world } = following;
    const { connect } = world;
    connect.fault({ operation: 'DescribeContact', kind: 'access_denied', times: Number.POSITIVE_INFINITY });
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    connect.world.answer(contactId);
    connect.world.hangUp(contactId);
    await told(world, id, 'card', HUNG_UP);
    await untilTold(world, id, [ANSWERED, HUNG_UP]);
  });

  test('that came while the app was away are told when it is back', async () => {
    const { world } = following;
    const { connect } = world;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    await told(world, id, 'contact_id');
    await world.restart(async () => {
      connect.world.answer(contactId);
      connect.world.queue(contactId, SEED_IDS.salesQueue);
      connect.world.hangUp(contactId);
    });
    await untilTold(world, id, [ANSWERED, IN_SALES, HUNG_UP]);
  });

  test('of voicemail name it where Amazon Connect detects it', async () => {
    const { world } = following;
    const { connect } = world;
    const id = await start(world, 'call');
    const { id: contactId } = await contactOf(world, id);
    const [ringing] = connect.recentEvents().slice(-1);
    const { sqs } = following;
    connect.world.answer(contactId);
    await untilTold(world, id, [ANSWERED]);
    const detail = { ...ringing?.detail, eventType: 'CONTACT_DATA_UPDATED' };
    const told = { ...detail, answeringMachineDetectionStatus: 'VOICEMAIL_BEEP' };
    sqs.send(sqs.queueUrl(), JSON.stringify({ ...ringing, detail: told }));
    await untilTold(world, id, ['Answered by voicemail']);
    expect(cardOf(world, id)).toContain('Answered by voicemail');
  });
});
