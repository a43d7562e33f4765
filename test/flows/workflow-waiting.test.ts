import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import { buttonsOf, callsFor, opened, partsOf, textOf, told } from '../support/steps.ts';
import { cardsOf, deliveriesOf, runStep } from '../support/workflow.ts';
import { startWorld, type World } from '../support/world.ts';

const { ada, grace, kenji, vip, support } = seedIds;

/** Calls need approval. */
const RULES = `approvals: [{ when: { channels: [voice] }, by: [${grace}], in: ${vip}, lapses_after_minutes: 4 }]\n`;

let world: World;
const policy = policyFile(RULES);

beforeAll(async () => {
  const slack = { state: defaultSeed(), eventRetryDelaysMs: [0, 50, 50] };
  world = await startWorld({ database: 'postgres', slack, env: policy.env });
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const call = () => runStep(world, { channel: 'voice' });

/** The message that asks for approval. */
async function asked(id: string) {
  const message = await world.slack.waitFor(() =>
    partsOf(world, id, 'approval').find((one) => buttonsOf(one).includes('approve')),
  );
  return { text: textOf(message), place: { conversation: vip, ts: message.ts } };
}

const always = { times: Number.POSITIVE_INFINITY };

describe('a workflow waits until it is decided', () => {
  test('approved: it goes on, over a restart, though the token of its event is good no more', async () => {
    const run = await call();
    const { text, place } = await asked(run.id);
    expect(text).toContain(`<@${ada}> through a workflow asks <@${grace}> to approve this`);
    await world.restart();
    const step = world.slack.workspace.steps.get(run.executionId);
    if (step) step.startedAt -= 16 * 60_000;
    expect(run.heard).toEqual([]);
    await world.slack.as(grace).press('approve', place);
    expect(await run.outcome()).toMatchObject({
      kind: 'success',
      outputs: { contact_id: expect.any(String) },
    });
    expect(callsFor(world, run.id)).toHaveLength(1);
  });

  test('declined: it fails, and says why', async () => {
    const run = await call();
    const { place } = await asked(run.id);
    const asGrace = world.slack.as(grace);
    await opened(world, asGrace, () => asGrace.press('decline', place));
    await asGrace.fill('reason', 'Write to +1 206 555 0199 first');
    await asGrace.submit();
    expect(await run.failure()).toBe(
      'Somebody who was to approve of it declined it, so nothing was sent: “Write to … first”.',
    );
  });

  test('not approved in time', async () => {
    const run = await call();
    await asked(run.id);
    world.turn(241);
    expect(await run.failure()).toMatch(/^Not sent: not approved in time\. Nobody approved of it in time/);
    world.turn(-241);
  });

  test('cancelled by the person on whose behalf', async () => {
    const run = await call();
    await asked(run.id);
    const card = await told(world, run.id, 'card', 'Waiting for approval');
    await world.slack.as(ada).press('cancel_reach_out', { conversation: support, ts: card.ts });
    expect(await run.failure()).toBe('It was cancelled before it went out, so nothing was sent.');
    expect(callsFor(world, run.id)).toEqual([]);
  });

  test('nobody knows whether it was sent: it says so, once that can be found out no more', async () => {
    world.connect.fault({
      operation: 'StartOutboundChatContact',
      kind: 'drop_before',
      ...always,
    });
    const run = await runStep(world);
    await told(world, run.id, 'card', "We don't know yet");
    expect(run.heard).toEqual([]);
    world.turn(121);
    expect(await run.failure()).toMatch(/^We don't know whether this was sent\. .*before you send it again/);
    world.connect.clearFaults();
    world.turn(-121);
  });

  test('put off, as it is closed there by then: it goes on once it was sent', async () => {
    const run = await call();
    const { place } = await asked(run.id);
    const opens = new Date(world.now().getTime() + 48 * 3_600_000);
    const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][opens.getUTCDay()];
    await policy.change(world, `${RULES}hours: { outside: refuse, open: "00:00-24:00", days: [${day}] }\n`);
    await world.slack.as(grace).press('approve', place);
    await told(world, run.id, 'card', 'Scheduled for');
    await world.app.drain();
    expect(run.heard).toEqual([]);
    await policy.change(world, RULES);
    const card = await told(world, run.id, 'card', 'Scheduled for');
    await world.slack.as(ada).press('send_now', { conversation: support, ts: card.ts });
    expect(await run.outcome()).toMatchObject({ kind: 'success' });
    expect(callsFor(world, run.id)).toHaveLength(1);
  });
});

describe('trouble', () => {
  test.each([
    ['Slack fails', { kind: 'http_500' }],
    ['a proxy fails', { kind: 'http_502' }],
    ['Slack did it, and its answer is lost', { kind: 'drop_after' }],
    ['Slack asks for a pause', { kind: 'rate_limited', retryAfterSeconds: 2 }],
    ['Slack refuses the app for a while', { kind: 'error', error: 'missing_scope' }],
  ] as const)('%s when the workflow is to go on: it is told later, once', async (_, fault) => {
    const armed = world.slack.fault({ method: 'functions.completeSuccess', ...fault });
    const run = await runStep(world);
    await world.slack.waitFor(() => armed.used > 0);
    await world.app.drain();
    world.turn(3);
    expect(await run.outcome()).toMatchObject({ kind: 'success' });
    await world.app.drain();
    expect(run.heard).toHaveLength(1);
    expect(callsFor(world, run.id)).toHaveLength(1);
  });

  test('the app ends before the workflow could be told: it is after the next start', async () => {
    const armed = world.slack.fault({ method: 'functions.completeSuccess', kind: 'http_500', ...always });
    const run = await runStep(world);
    await world.slack.waitFor(() => armed.used > 0);
    await world.restart(async () => armed.remove());
    world.turn(3);
    expect(await run.outcome()).toMatchObject({ kind: 'success' });
    expect(callsFor(world, run.id)).toHaveLength(1);
  });

  test('a workflow that was ended meanwhile is told no more', async () => {
    const armed = world.slack.fault({ method: 'functions.completeSuccess', kind: 'http_500' });
    const run = await runStep(world);
    await world.slack.waitFor(() => armed.used > 0);
    const step = world.slack.workspace.steps.get(run.executionId);
    if (step) step.isRunning = false;
    world.turn(3);
    const answers = () =>
      world.slack.log.entries
        .filter(
          ({ body }) =>
            (body as { function_execution_id?: string }).function_execution_id === run.executionId,
        )
        .map(({ error }) => error);
    await world.slack.waitFor(() => answers().includes('execution_not_in_running_state'));
    await world.app.drain();
    world.turn(700);
    await world.app.drain();
    expect(answers()).toEqual(['http_500', 'execution_not_in_running_state']);
    world.turn(-700);
  });

  test('it could not be said why nothing is sent: Slack sends the event again', async () => {
    const armed = world.slack.fault({ method: 'functions.completeError', kind: 'http_500' });
    const run = await runStep(world, { phone: 'soon' });
    expect(armed.used).toBe(1);
    expect(await run.failure()).toMatch(/That isn't a phone number/);
    expect(deliveriesOf(world, run.executionId)).toHaveLength(2);
  });

  test('what the workflow heard holds, though Slack sends the event again when nothing is against it any more', async () => {
    world.slack.setMembership('#random', seedIds.botUser, false);
    const armed = world.slack.fault({ method: 'functions.completeError', kind: 'drop_after' });
    const run = await runStep(world, { conversation: seedIds.random });
    expect(armed.used).toBe(1);
    expect(await run.failure()).toMatch(/Reach Out isn't in this conversation/);
    world.slack.setMembership('#random', seedIds.botUser, true);
    world.turn(300);
    const [delivery] = deliveriesOf(world, run.executionId);
    if (delivery) await world.slack.redeliver(delivery);
    await world.app.drain();
    expect(callsFor(world, run.id)).toEqual([]);
    expect(run.heard).toHaveLength(1);
    world.turn(-300);
  });

  test.each([
    ['once', 1, undefined],
    ['to the last', Number.POSITIVE_INFINITY, /^Slack couldn't be asked just now who it is on behalf of/],
  ])('Slack does not say who it is on behalf of, %s', async (_, times, sentence) => {
    const armed = world.slack.fault({ method: 'users.info', kind: 'http_500', times });
    const run = await runStep(world, { on_behalf_of: times === 1 ? kenji : grace });
    const outcome = await run.outcome();
    armed.remove();
    if (sentence) expect(outcome).toMatchObject({ error: expect.stringMatching(sentence) });
    else expect(outcome).toMatchObject({ kind: 'success' });
    expect(deliveriesOf(world, run.executionId)).toHaveLength(times === 1 ? 2 : 4);
  });

  test('it could not be stored: Slack sends the event again, and to the last it is said', async () => {
    await world.sql('alter table reach_out.reach_out rename to away');
    const run = await runStep(world);
    await world.sql('alter table reach_out.away rename to reach_out');
    expect(await run.failure()).toMatch(/Something went wrong on our side\. Look for its card/);
    expect(deliveriesOf(world, run.executionId)).toHaveLength(4);
    expect(cardsOf(world, run)).toEqual([]);
  });
});

test('by Socket Mode', async () => {
  const other = await startWorld({ mode: 'socket' });
  try {
    const run = await runStep(other);
    expect(await run.outcome()).toMatchObject({
      kind: 'success',
      outputs: { contact_id: expect.any(String) },
    });
    expect(await (await runStep(other, { phone: 'soon' })).failure()).toMatch(/That isn't a phone number/);
  } finally {
    await other.stop();
  }
});
