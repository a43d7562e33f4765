import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import { callsFor, textOf, told } from '../support/steps.ts';
import { cardsOf, deliveriesOf, INPUTS, runStep } from '../support/workflow.ts';
import { startWorld, type World } from '../support/world.ts';

const { ada, grace, guest, otherBot, partner, support, partners, random, archived, vip } = seedIds;

let world: World;
let asAda: Person;
const policy = policyFile('');

beforeAll(async () => {
  const state = defaultSeed();
  state.conversations.find(({ id }) => id === support)?.members.push(partner);
  const slack = { state, eventRetryDelaysMs: [0, 50, 50] };
  world = await startWorld({ database: 'postgres', slack, env: policy.env });
  asAda = world.slack.as(ada);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const account = (id: string) =>
  world.sql<{ actor: string; door: string; action: string; detail: object }>(
    'select actor, door, action, detail from audit_entry where reach_out_id = $1 order by id',
    [id],
  );

const completions = (executionId: string) =>
  world.slack.log.entries.filter(
    ({ name, body }) => name.startsWith('functions.') && JSON.stringify(body).includes(executionId),
  );

describe('what goes', () => {
  test.each([
    ['sms', '+1 206 555 0152', 'Accepted by Amazon Connect'],
    ['whatsapp', '(206) 555-0153', 'Accepted by Amazon Connect'],
    ['voice', '<tel:+12065550154|+1 206 555 0154>', 'Accepted by Amazon Connect'],
  ])(
    '%s: the workflow goes on with ContactId, state and a link to the thread',
    async (channel, phone, state) => {
      const run = await runStep(world, { channel, phone });
      const outcome = await run.outcome();
      const [card] = cardsOf(world, run);
      const [contact] = world.connect.contacts().slice(-1);
      expect(outcome).toEqual({
        kind: 'success',
        outputs: {
          contact_id: contact?.id,
          state,
          thread_link: `https://reach-out-sandbox.slack.com/archives/${support}/p${card?.ts.replace('.', '')}`,
        },
      });
      expect(callsFor(world, run.id)).toHaveLength(1);
    },
  );

  test('the text as Slack writes it in messages, and the card says that it came through a workflow', async () => {
    const message = `Tea &amp; cake with <@${grace}> at <https://example.com|example.com> :tada:`;
    const run = await runStep(world, { message });
    await run.outcome();
    const [call] = callsFor(world, run.id);
    expect(JSON.stringify(call)).toContain('Tea & cake with @grace at example.com 🎉');
    expect(textOf(await told(world, run.id, 'card'))).toContain(`<@${ada}> through a workflow`);
  });

  test('the audit trail says on whose behalf, and by which run of which workflow', async () => {
    const run = await runStep(world);
    await run.outcome();
    const workflow = { executionId: run.executionId, workflowId: expect.stringMatching(/^Wx/) };
    expect(await account(run.id)).toMatchObject([
      { actor: ada, door: 'workflow', action: 'requested', detail: { channel: 'sms', workflow } },
      { actor: 'engine', action: 'accept' },
    ]);
  });

  test('delivered again by Slack, it is one reach-out, and the workflow hears of it once', async () => {
    const run = await runStep(world);
    await run.outcome();
    const [delivery] = deliveriesOf(world, run.executionId);
    if (!delivery) throw new Error('nothing was delivered');
    await Promise.all([world.slack.redeliver(delivery), world.slack.redeliver(delivery)]);
    await world.app.drain();
    expect(callsFor(world, run.id)).toHaveLength(1);
    expect(cardsOf(world, run)).toHaveLength(1);
    expect(completions(run.executionId)).toHaveLength(1);
  });

  test('where no card can be posted, the workflow goes on without a link', async () => {
    const fault = world.slack.fault({
      ...{ method: 'chat.postMessage', kind: 'rate_limited', retryAfterSeconds: 2 },
      times: Number.POSITIVE_INFINITY,
    });
    const run = await runStep(world);
    await world.slack.waitFor(() => callsFor(world, run.id).length === 1);
    await world.app.drain();
    expect(run.heard).toEqual([]);
    world.turn(61);
    const outcome = await run.outcome();
    expect(outcome).toMatchObject({ kind: 'success' });
    expect(outcome).not.toHaveProperty('outputs.thread_link');
    fault.remove();
    world.turn(-61);
  });
});

describe('what does not', () => {
  const nothing = 'Nothing was sent. ';

  test.each([
    ['no number', { phone: 'soon' }, /That isn't a phone number/],
    ['several numbers', { phone: '+1 206 555 0152, +1 206 555 0153' }, /more than one phone number/],
    ['too long a text', { message: 'x'.repeat(1025) }, /1 character too long for SMS/],
    ['no place', { conversation: 'support' }, /where to post updates/],
    ['a number and a text at once', { phone: '911', message: 'x'.repeat(1025) }, /Emergency.*too long/],
    ['a guest', { on_behalf_of: guest }, /Guests can't use Reach Out/],
    ['a bot', { on_behalf_of: otherBot }, /not for bots/],
    ['somebody of another company', { on_behalf_of: partner }, /people of the workspace/],
    ['nobody whom Slack knows', { on_behalf_of: 'U0NOBODY01' }, /can't see this account/],
    ['a place without the app', { conversation: random }, /Reach Out isn't in this conversation/],
    ['an archived place', { conversation: archived }, /is archived/],
  ])('%s', async (_, changes, sentence) => {
    // The step itself takes no such id, but a workflow may have been made for another version of it.
    const isForeign = 'conversation' in changes && changes.conversation === 'support';
    const run = isForeign ? await runAnyhow(changes) : await runStep(world, changes);
    const failure = await run.failure();
    expect(failure).toMatch(sentence);
    expect(failure.startsWith(nothing)).toBe(true);
    expect(run.heard).toHaveLength(1);
    expect(callsFor(world, run.id)).toEqual([]);
    expect(cardsOf(world, run)).toEqual([]);
  });

  /** Past what Slack itself would not let through. */
  async function runAnyhow(changes: Partial<typeof INPUTS>) {
    const run = await runStep(world, { phone: 'soon' });
    await run.outcome();
    const [entry] = deliveriesOf(world, run.executionId);
    const stepRun = world.slack.workspace.steps.get(run.executionId);
    if (!entry?.delivery || !stepRun) throw new Error('nothing was delivered');
    stepRun.isRunning = true;
    run.heard.length = 0;
    const payload = structuredClone(entry.delivery.payload) as { event: { inputs: object } };
    payload.event.inputs = { ...INPUTS, ...changes };
    await world.slack.deliver({ ...entry.delivery, payload });
    return run;
  }

  test('what was refused is accounted for, by which run of which workflow', async () => {
    const run = await runStep(world, { on_behalf_of: guest });
    await run.failure();
    const workflow = { executionId: run.executionId, workflowId: expect.stringMatching(/^Wx/) };
    const refusals = [{ rule: 'people', reason: 'guest' }];
    expect(await account(run.id)).toMatchObject([
      { actor: guest, door: 'workflow', action: 'refused', detail: { refusals, workflow } },
    ]);
  });

  test('questions, which no workflow can answer', async () => {
    expect(await (await runStep(world, { phone: '+1 206 155 0152' })).failure()).toBe(
      "+1 …0152 is of a range that may not be in use. A workflow can't confirm this, so nothing was sent. Type /reach-out to send it yourself.",
    );
    expect(await (await runStep(world, { conversation: partners })).failure()).toMatch(
      /^Other organizations can read #?partners\./,
    );
  });

  test('what the policy asks or refuses: hours, limits, people, blocks', async () => {
    const closed = 'open: "00:00-00:01", days: [mon]';
    await policy.change(world, `hours: { outside: ask, ${closed} }\n`);
    const asked = await (await runStep(world)).failure();
    expect(asked).toMatch(/^At .* there, it's .*opens there next on Mon.*A workflow can't confirm this/);
    await policy.change(world, `hours: { outside: refuse, ${closed} }\n`);
    expect(await (await runStep(world)).failure()).toMatch(/which the policy doesn't allow/);
    await policy.change(world, 'limits: { recipient: { most: 1, hours: 24, beyond: ask } }\n');
    expect(await (await runStep(world)).failure()).toMatch(/^\+1 …0152 was contacted 1 time in 24 hours\./);
    await policy.change(world, 'limits: { person: { most: 1, hours: 24 } }\n');
    expect(await (await runStep(world)).failure()).toMatch(
      /all the policy allows: 1 reach-out by one person/,
    );
    const rule = `who: [${grace}], channels: [voice], conversations: [${vip}], countries: [CA]`;
    await policy.change(world, `people: [{ ${rule} }]\n`);
    expect(await (await runStep(world)).failure()).toMatch(/No rule of the policy lets this account/);
    const bounds = await (await runStep(world, { on_behalf_of: grace })).failure();
    expect(bounds).toMatch(
      /^Nothing was sent\. For this account, the policy allows Voice call.*doesn't allow Reach Out in this.*Canada/,
    );
    await policy.change(world, `admins: [${ada}]\n`);
    await asAda.command('#support', '/reach-out block +1 206 555 0177 asked us to stop');
    const blocked = await (await runStep(world, { phone: '+1 206 555 0177' })).failure();
    expect(blocked).toMatch(/^Nothing was sent\. .*asked us to stop/);
  });

  test('what Amazon Connect refuses, by the sentence that the card has', async () => {
    world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'access_denied' });
    const run = await runStep(world);
    expect(await run.failure()).toMatch(/^Not sent\. Reach Out isn't allowed to start this contact/);
    await told(world, run.id, 'card', 'Not sent');
  });
});
