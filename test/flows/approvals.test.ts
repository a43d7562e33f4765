import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, type Message, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  buttonsOf,
  callsFor,
  hintsOf,
  opened,
  partsOf,
  reachOut,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const { ada, grace, kenji, guest, vip, random, supportGroup } = seedIds;

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'approvals-'));
const file = path.join(directory, 'policy.yaml');
const FIRST = '+1 206 555 0150 sms Hi <!channel> *there*';

/** Text messages need approval in a private channel, calls in one that the app is not in. */
const RULES = `hours: { outside: allow }
approvals:
  - when: { channels: [sms] }
    by: [${grace}, ${supportGroup}, ${guest}]
    in: ${vip}
    lapses_after_minutes: 4
  - when: { channels: [voice], first_contact: true }
    by: [${kenji}]
    in: ${random}
`;

let world: World;
beforeAll(async () => {
  fs.writeFileSync(file, RULES);
  const state = defaultSeed();
  state.conversations.find(({ id }) => id === vip)?.members.push(guest, kenji);
  world = await startWorld({ env: { REACH_OUT_POLICY: file }, database: 'postgres', slack: { state } });
});
afterAll(async () => {
  await world.stop();
  fs.rmSync(directory, { recursive: true });
});

async function policy(text: string): Promise<void> {
  const before = world.logged().split('holds from now on').length;
  fs.writeFileSync(file, text);
  while (world.logged().split('holds from now on').length === before)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

const as = (id: string) => world.slack.as(id);

/** The message that asks for approval, with its buttons. */
async function asked(id: string): Promise<Message & { place: { conversation: string; ts: string } }> {
  const message = await world.slack.waitFor(() =>
    partsOf(world, id, 'approval').find((one) => buttonsOf(one).includes('approve')),
  );
  return { ...message, place: { conversation: vip, ts: message.ts } };
}

/** What a person is told privately in answer to what they do. */
async function answerTo(userId: string, act: () => Promise<unknown>): Promise<string> {
  const person = as(userId);
  const seen = person.ephemerals.length;
  await act();
  return textOf(await world.slack.waitFor(() => person.ephemerals[seen]));
}

const press = (userId: string, button: 'approve' | 'decline', { place }: Awaited<ReturnType<typeof asked>>) =>
  as(userId).press(button, place);

/** Nothing is edited in the place of the rule meanwhile, so that what is over can still be pressed. */
const holdEdits = () =>
  world.slack.fault({
    ...{ method: 'chat.update', conversation: vip, kind: 'rate_limited', times: Number.POSITIVE_INFINITY },
  });

const auditOf = async (id: string) =>
  (
    await world.sql<{ action: string; user: string | null; door: string | null; detail: object }>(
      `select action, actor as user, door, detail from audit_entry where reach_out_id = $1 order by id`,
      [id],
    )
  ).filter(({ action }) => ['requested', 'approve', 'decline', 'lapse'].includes(action));

/** What the audit trail holds of what was refused about a reach-out. */
const refusedOf = (id: string) =>
  world.sql(
    `select actor as user, door, detail from audit_entry where action = 'refused' and reach_out_id = $1 order by id`,
    [id],
  );
const refusal = (user: string, what: 'approve' | 'decline', reason: string) => ({
  ...{ user, door: 'approval', detail: { what, reason } },
});

test('what needs approval is asked for in the place of the rule, and goes once somebody has approved', async () => {
  const id = await reachOut(world, as(ada), FIRST);
  const message = await asked(id);
  expect(partsOf(world, id, 'approval')).toHaveLength(1);
  const text = textOf(message);
  for (const said of ['SMS to +1 …0150', `<@${ada}> asks <@${grace}>, <!subteam^${supportGroup}>`])
    expect(text).toContain(said);
  expect(text).toContain('Rule 1 for approvals in the policy: it is for SMS.');
  expect(text).toMatch(/by <!date\^\d+\^/);
  // Letter for letter.
  expect(message.blocks?.[1]).toMatchObject({
    elements: [{ elements: [{ type: 'text', text: 'Hi <!channel> *there*' }] }],
  });
  expect(message.metadata?.event_payload).toEqual({ reach_out_id: id, part: 'approval' });
  const card = await told(world, id, 'card', 'Waiting for approval');
  expect(textOf(card)).toContain(`Nothing is sent until <@${grace}>, <!subteam^${supportGroup}>`);
  expect(buttonsOf(card)).toContain('cancel_reach_out');
  await world.app.drain();
  expect(callsFor(world, id)).toEqual([]);

  await press(grace, 'approve', message);
  await told(world, id, 'contact_id');
  const decided = await told(world, id, 'approval', `Approved by <@${grace}>`);
  expect(buttonsOf(decided)).toEqual([]);
  expect(decided.ts).toBe(message.ts);
  await told(world, id, 'card', `Approved by <@${grace}>`);
  expect(callsFor(world, id)).toHaveLength(1);
  expect(await auditOf(id)).toEqual([
    { action: 'requested', user: ada, door: 'command', detail: { channel: 'sms', approval: 1 } },
    { action: 'approve', user: grace, door: 'approval', detail: { rule: 1 } },
  ]);
});

test('it is declined with a reason, which harms nobody, and can be tried again', async () => {
  const id = await reachOut(world, as(ada));
  const message = await asked(id);
  const form = await opened(world, as(grace), () => press(grace, 'decline', message));
  expect(hintsOf(form)).toHaveProperty('reason');
  await as(grace).fill('reason', '   ');
  expect(await as(grace).submit()).toMatchObject({ kind: 'errors', errors: { reason: expect.any(String) } });
  await as(grace).fill('reason', `Not <!channel> & <@${kenji}>\nnow`);
  const edits = holdEdits();
  expect(await as(grace).submit()).toMatchObject({ kind: 'closed' });
  expect(await answerTo(kenji, () => press(kenji, 'approve', message))).toContain(
    `Already declined by <@${grace}>.`,
  );
  edits.remove();
  const said = `<@${grace}> declined it: “Not &lt;!channel&gt; &amp; &lt;@${kenji}&gt; now”`;
  expect(buttonsOf(await told(world, id, 'approval', said))).toEqual([]);
  const card = await told(world, id, 'card', said);
  expect(textOf(card)).toContain('Not sent: declined');
  await told(world, id, 'milestone:failed', 'Not sent: declined');
  expect(callsFor(world, id)).toEqual([]);
  expect((await auditOf(id)).at(-1)).toEqual({
    action: 'decline',
    ...{ user: grace, door: 'approval', detail: { rule: 1 } },
  });

  await opened(world, as(ada), () => as(ada).press('try_again', { conversation: '#support', ts: card.ts }));
  const again = await send(as(ada));
  await asked(again);
});

describe('who can decide', () => {
  let message: Awaited<ReturnType<typeof asked>>;
  let id: string;
  beforeAll(async () => {
    id = await reachOut(world, as(ada));
    message = await asked(id);
  });

  test.each([
    ['whoever asked, though a group that is named holds them', ada, 'You asked for it, so somebody else'],
    ['a guest who is named', guest, "Guests, bots and people of other workspaces can't approve"],
  ])('not %s', async (_, who, sentence) => {
    for (const button of ['approve', 'decline'] as const)
      expect(await answerTo(who, () => press(who, button, message))).toContain(sentence);
    expect(as(who).view).toBeUndefined();
    const reason = who === ada ? 'own' : 'refused';
    expect((await refusedOf(id)).slice(-2)).toEqual([
      refusal(who, 'approve', reason),
      refusal(who, 'decline', reason),
    ]);
  });

  test('only those named by the rule that is in force when it is pressed', async () => {
    await policy(RULES.replace(`[${grace}, ${supportGroup}, ${guest}]`, `[${kenji}]`));
    expect(await answerTo(grace, () => press(grace, 'approve', message))).toContain(
      `Only <@${kenji}> can approve or decline this.`,
    );
    expect((await refusedOf(id)).at(-1)).toEqual(refusal(grace, 'approve', 'not_named'));
    // Where no rule applies any more, those can who were asked.
    await policy('approvals: []\nhours: { outside: allow }\n');
    await opened(world, as(kenji), () => press(kenji, 'decline', message));
    await as(kenji).close();
    await policy(RULES);
  });

  test('nobody, while Slack does not say who is in a group', async () => {
    const silence = world.slack.fault({
      method: 'usergroups.users.list',
      ...{ kind: 'http_500', times: Number.POSITIVE_INFINITY },
    });
    expect(await answerTo(kenji, () => press(kenji, 'approve', message))).toContain(
      "Slack couldn't be asked just now whether you can decide this",
    );
    silence.remove();
    expect(callsFor(world, id)).toEqual([]);
  });

  test('of two who press at the same moment one', async () => {
    const seen = as(grace).ephemerals.length + as(kenji).ephemerals.length;
    const edits = holdEdits();
    await Promise.all([press(grace, 'approve', message), press(kenji, 'approve', message)]);
    await told(world, id, 'contact_id');
    const answers = await world.slack.waitFor(() => {
      const all = [...as(grace).ephemerals, ...as(kenji).ephemerals];
      return all.length > seen ? all : undefined;
    });
    edits.remove();
    expect(answers).toHaveLength(seen + 1);
    expect(answers.some(({ text }) => /^Already approved by <@U0(?:GRACE|KENJI)/.test(text))).toBe(true);
    expect((await auditOf(id)).filter(({ action }) => action === 'approve')).toHaveLength(1);
    expect((await refusedOf(id)).at(-1)).toMatchObject({ detail: { what: 'approve', reason: 'decided' } });
    expect(callsFor(world, id)).toHaveLength(1);
  });
});

test('it lapses to the minute, a press after that does not approve, and a restart forgets nothing', async () => {
  const id = await reachOut(world, as(ada));
  const message = await asked(id);
  await told(world, id, 'card', 'Waiting for approval');
  world.turn(200);
  await world.restart();
  expect(buttonsOf(await asked(id))).toEqual(['approve', 'decline']);
  const edits = holdEdits();
  world.turn(41);
  expect(await answerTo(grace, () => press(grace, 'approve', message))).toContain(
    'It was not approved in time',
  );
  expect(await refusedOf(id)).toEqual([refusal(grace, 'approve', 'lapsed')]);
  edits.remove();
  await told(world, id, 'card', 'Not sent: not approved in time');
  expect(buttonsOf(await told(world, id, 'approval', 'Not approved in time'))).toEqual([]);
  expect(callsFor(world, id)).toEqual([]);
  expect((await auditOf(id)).at(-1)).toEqual({
    action: 'lapse',
    ...{ user: 'engine', door: 'engine', detail: { rule: 1 } },
  });
});

test('whoever asked cancels it from their list', async () => {
  const id = await reachOut(world, as(ada), '+1 206 555 0158 sms Never mind');
  const message = await asked(id);
  const answer = await as(ada).command('#support', '/reach-out status');
  const list = answer.kind === 'acknowledged' ? answer.response : undefined;
  expect(textOf(list!)).toContain('Waiting for approval');
  const edits = holdEdits();
  await as(ada).press('cancel_reach_out', {
    conversation: '#support',
    ts: list!.ts,
    blockId: `status:${id}`,
  });
  await world.slack.waitFor(() => as(ada).ephemerals.some((one) => textOf(one).includes('Cancelled by')));
  expect(await answerTo(grace, () => press(grace, 'approve', message))).toContain('It was cancelled.');
  edits.remove();
  await told(world, id, 'card', 'Cancelled');
  expect(buttonsOf(await told(world, id, 'approval', 'No longer asked for'))).toEqual([]);
});

test('where it cannot be asked for, the card says so, and it is asked as soon as it can be', async () => {
  const id = await reachOut(world, as(ada), '+1 206 555 0156 call Hello');
  expect(textOf(await told(world, id, 'card', "Reach Out isn't in it"))).toContain(
    `Approval can't be asked for in <#${random}>, so nothing is sent`,
  );
  world.slack.workspace.conversations.get(random)?.members.push(seedIds.botUser);
  world.turn(20);
  const { ts } = await asked(id);
  await told(world, id, 'card', `Nothing is sent until <@${kenji}> approves`);
  await as(kenji).press('approve', { conversation: random, ts });
  await told(world, id, 'contact_id');
  // Whom somebody has reached before is no first contact.
  const next = await reachOut(world, as(ada), '+1 206 555 0156 call Hello again');
  await told(world, next, 'contact_id');
  expect(partsOf(world, next, 'approval')).toEqual([]);
});

test.each(['drop_after', 'drop_before'] as const)(
  'a request for approval of unknown outcome (%s) is looked for, and stands once',
  async (kind) => {
    const fault = world.slack.fault({ method: 'chat.postMessage', conversation: vip, kind });
    const id = await reachOut(world, as(ada));
    const message = await asked(id);
    expect(fault.used).toBe(1);
    await world.app.drain();
    expect(partsOf(world, id, 'approval')).toHaveLength(1);
    await press(grace, 'approve', message);
    await told(world, id, 'approval', 'Approved by');
    await told(world, id, 'contact_id');
    expect(partsOf(world, id, 'approval')).toHaveLength(1);
  },
);

test('the policy decides again when it is approved, also on a rule that is new since', async () => {
  const id = await reachOut(world, as(ada));
  const message = await asked(id);
  await policy(`${RULES}people: [{ who: everybody, channels: [voice] }]\n`);
  await press(grace, 'approve', message);
  await told(world, id, 'card', 'For this account, the policy allows Voice call');
  expect(callsFor(world, id)).toEqual([]);
  await policy(RULES);
});

test('the text is not shown where the policy does not allow that', async () => {
  await policy(`${RULES}show: { message: false }\n`);
  const id = await reachOut(world, as(ada), '+1 206 555 0155 sms Only for your eyes');
  const message = await asked(id);
  await told(world, id, 'card', 'Waiting for approval');
  expect(textOf(message)).toContain('The policy keeps the text out of Slack.');
  for (const part of ['approval', 'card'])
    expect(JSON.stringify(partsOf(world, id, part))).not.toContain('Only for your eyes');
  await policy(RULES);
});

test('what waits for its turn when a rule comes to ask for approval is held', async () => {
  await policy('hours: { outside: allow }\n');
  world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact', times: 9 });
  const id = await reachOut(world, as(ada), '+1 206 555 0154 sms Hi there');
  await world.slack.waitFor(() => callsFor(world, id).length > 0);
  await policy(RULES);
  world.connect.clearFaults();
  world.turn(15);
  const message = await asked(id);
  await press(grace, 'approve', message);
  await told(world, id, 'contact_id');
});
