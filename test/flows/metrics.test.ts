import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  answerWith,
  type Conversing,
  onPhone,
  startConversing,
  talk,
  untilHeard,
} from '../support/conversing.ts';
import { contactOf, start, tells } from '../support/following.ts';
import { sampleOf, scrape } from '../support/metrics.ts';
import { expectNothingPersonal } from '../support/nothing-personal.ts';
import { startServer } from '../support/postgres.ts';
import { readyOf, untilReady } from '../support/ready.ts';
import { reachOut, told } from '../support/steps.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let conversing: Conversing;
beforeAll(async () => {
  server = await startServer();
  conversing = await startConversing({ env: { DATABASE_URL: server.urlOf('postgres') } });
});
afterAll(async () => {
  await conversing.stop();
  await server.stop();
});

/** Asks again and again, until the series has this value. */
async function untilValue(value: number, ...series: [string, Record<string, string>?]): Promise<string> {
  for (;;) {
    const text = await scrape(conversing.world);
    if (sampleOf(text, ...series) === value) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a chat is counted and timed from the form to the answer, and none of it is told', async () => {
  const { world, ada } = conversing;
  const { id, contact, root } = await talk(conversing);
  world.connect.world.customerReply(contact.id, 'Where is my order now?');
  await untilHeard(conversing, id, 'Where is my order now?');
  await ada.post('#support', 'It left our house yesterday', { threadTs: root });
  await answerWith(conversing, 'It left our house yesterday', 'send_reply');
  await world.connect.waitFor(() => onPhone(conversing, { contact }).includes('It left our house yesterday'));

  const text = await untilValue(1, 'reach_out_messages_out_total', { channel: 'sms', outcome: 'accepted' });
  expect(sampleOf(text, 'reach_out_requested_total', { channel: 'sms', lane: 'own' })).toBe(1);
  expect(sampleOf(text, 'reach_out_outcomes_total', { channel: 'sms', outcome: 'started' })).toBe(1);
  expect(sampleOf(text, 'reach_out_messages_in_total', { channel: 'sms' })).toBe(1);
  for (const name of ['first_call', 'contact'])
    expect(sampleOf(text, `reach_out_${name}_seconds_count`, { channel: 'sms', lane: 'own' })).toBe(1);
  expect(sampleOf(text, 'reach_out_told_seconds_count', { channel: 'sms' })).toBe(1);
  expect(sampleOf(text, 'reach_out_ack_seconds_count', { payload: 'view_submission' })).toBe(1);
  expect(sampleOf(text, 'reach_out_ack_seconds_count', { payload: 'slash_command' })).toBe(1);
  for (const [service, method] of [
    ['slack', 'chat.postMessage'],
    ['connect', 'StartOutboundChatContact'],
    ['connect', 'CreateParticipant'],
    ['participant', 'SendMessage'],
    ['sqs', 'ReceiveMessage'],
  ] as const)
    expect(sampleOf(text, 'reach_out_calls_total', { service, method, outcome: 'ok' })).toBeGreaterThan(0);
  expect(sampleOf(text, 'reach_out_statement_seconds_count', { outcome: 'ok' })).toBeGreaterThan(0);
  expect(sampleOf(text, 'reach_out_contact_events_total', { type: 'INITIATED' })).toBe(1);
  expectNothingPersonal(text.split('\n'), world);
});

test('a call that fails, one that is refused, and a contact that ends', async () => {
  const { world, ada } = conversing;
  world.connect.fault({
    operation: 'StartOutboundVoiceContact',
    kind: 'destination_not_allowed',
  });
  const refused = await start(world, 'call');
  await told(world, refused, 'milestone:failed');
  const id = await reachOut(world, ada, '+12065550777 call Hello');
  const { id: contactId } = await contactOf(world, id);
  await told(world, id, 'contact_id');
  world.connect.world.answer(contactId);
  world.connect.world.hangUp(contactId);
  await tells(world, id, ['Answered (may be voicemail)', 'Call ended by the customer']);

  const text = await untilValue(1, 'reach_out_outcomes_total', { channel: 'voice', outcome: 'ended' });
  expect(sampleOf(text, 'reach_out_outcomes_total', { channel: 'voice', outcome: 'failed' })).toBe(1);
  expect(
    sampleOf(text, 'reach_out_failures_total', { channel: 'voice', code: 'destination_not_allowed' }),
  ).toBe(1);
  const call = { service: 'connect', method: 'StartOutboundVoiceContact' };
  expect(sampleOf(text, 'reach_out_calls_total', { ...call, outcome: 'refused' })).toBe(1);
  expect(sampleOf(text, 'reach_out_contact_events_total', { type: 'DISCONNECTED' })).toBe(1);
  expect(sampleOf(text, 'reach_out_contact_event_age_seconds_count')).toBeGreaterThan(2);
  expect(sampleOf(text, 'reach_out_stuck')).toBe(0);
  expect(sampleOf(text, 'reach_out_backlog_known')).toBe(1);
});

/** Holds the table for itself, as what goes wrong in a database does. */
async function lockingReachOuts(meanwhile: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    await client.query('begin; lock table reach_out.reach_out, reach_out.pace in access exclusive mode');
    await meanwhile();
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

test('what a scrape itself asks the database does not wait for a connection, as nothing else is on', async () => {
  const { world } = conversing;
  // Several at once leave connections behind that are idle for a while.
  await Promise.all([readyOf(world), readyOf(world), readyOf(world)]);
  await world.app.drain();
  // Set back, the clock makes what was known as old as set forward, and wakes nobody.
  world.turn(-60);
  const text = await scrape(world);
  world.turn(60);
  expect(sampleOf(text, 'reach_out_database_connections', { state: 'idle' })).toBeGreaterThan(0);
  expect(sampleOf(text, 'reach_out_database_connections', { state: 'waiting' })).toBe(0);
});

test('what waits is told, by the app’s clock, and so is that it is not known', async () => {
  const { world } = conversing;
  // What was known before is fresh for five seconds.
  world.turn(6);
  await lockingReachOuts(async () => {
    const hanging = await scrape(world);
    expect(sampleOf(hanging, 'reach_out_backlog_known')).toBe(0);
    expect(sampleOf(hanging, 'reach_out_due', { kind: 'own' })).toBeUndefined();
    expect(sampleOf(hanging, 'reach_out_ready', { check: 'database' })).toBe(0);
    expect(sampleOf(hanging, 'reach_out_ready', { check: 'slack' })).toBe(1);
  });
  await untilValue(1, 'reach_out_backlog_known');
});

test('while the database is away, the rest is told', async () => {
  const { world } = conversing;
  await server.suspend();
  world.turn(6);
  const text = await scrape(world);
  expect(sampleOf(text, 'reach_out_ready', { check: 'database' })).toBe(0);
  expect(sampleOf(text, 'reach_out_backlog_known')).toBe(0);
  expect(sampleOf(text, 'reach_out_requested_total', { channel: 'sms', lane: 'own' })).toBe(1);
  expect(await readyOf(world)).toMatchObject({
    status: 503,
    body: {
      database: false,
      missing: ['database'],
      cause: expect.stringContaining('No PostgreSQL server answers'),
    },
  });
  await server.resume();
  await untilReady(world, 200);
  await untilValue(1, 'reach_out_ready', { check: 'database' });
  await untilValue(1, 'reach_out_backlog_known');
});

test('/ready names contact events and messages, when their queue is not read for long', async () => {
  const { world, sqs } = conversing;
  expect((await readyOf(world)).body).toMatchObject({ contact_events: true, messages: true });
  sqs.fault({ operation: 'ReceiveMessage', kind: 'access_denied', times: 1 });
  sqs.fault({ operation: 'ReceiveMessage', kind: 'delay', ms: 3_600_000, times: Number.POSITIVE_INFINITY });
  world.turn(301);
  const { body } = await untilReady(world, 503);
  expect(body).toMatchObject({ contact_events: false, messages: false, slack: true, database: true });
  expect(body.missing).toEqual(['contact_events', 'messages']);
  const text = await scrape(world);
  expect(sampleOf(text, 'reach_out_ready', { check: 'messages' })).toBe(0);
  expect(sampleOf(text, 'reach_out_inbound_read_age_seconds')).toBeGreaterThan(300);
  // The look that was under way ends by its limit, the next is refused.
  await untilValue(1, 'reach_out_calls_total', {
    service: 'sqs',
    method: 'ReceiveMessage',
    outcome: 'refused',
  });
  sqs.clearFaults();
  world.turn(31);
  await untilReady(world, 200);
});
