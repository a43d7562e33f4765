import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing, type Talk, talk, untilHeard } from '../support/conversing.ts';
import { policyFile } from '../support/policy.ts';
import {
  callsFor,
  metadataOf,
  openByCommand,
  opened,
  reachOut,
  reachOutIdOf,
  textOf,
  told,
} from '../support/steps.ts';

const { ada, grace, kenji, guest, vip, supportGroup } = seedIds;

/** Kenji is an admin; calls abroad are approved by the support group, which he is of, or Grace. */
const policy = policyFile(`admins: [${kenji}]
approvals:
  - when: { channels: [voice], countries_other_than: [US] }
    by: [${supportGroup}, ${grace}]
    in: ${vip}
    lapses_after_minutes: 60
`);

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ database: 'postgres', env: policy.env });
});
afterAll(async () => {
  await conversing.stop();
  policy.remove();
});

const as = (id: string) => conversing.world.slack.as(id);

interface Block {
  type: string;
  block_id: string;
  text?: { text: string };
  accessory?: Pressed;
  elements?: Pressed[];
}
interface Pressed {
  action_id: string;
  value?: string;
}

const blocksOf = ({ home }: Person) => (home?.definition.blocks ?? []) as unknown as Block[];
const textOfHome = (person: Person) => textOf({ text: '', blocks: blocksOf(person) as never });

/** Opens the tab once it may be shown anew, and waits until it says something. */
async function opens(person: Person, text: string): Promise<void> {
  // What is being shown is told before the clock is turned.
  const shown = 'select 1 from reach_out.home where user_id = $1 and lease_until is not null';
  while ((await conversing.world.sql(shown, [person.id])).length > 0) await delay(20);
  const before = person.home?.definition;
  conversing.world.turn(PACE_SECONDS);
  expect(await person.openHome()).toMatchObject({ kind: 'acknowledged' });
  await conversing.world.slack.waitFor(() => person.home?.definition !== before);
  await says(person, text);
}

const PACE_SECONDS = 5;

/** By when all that has changed is shown; what the app hears of later, after the next pause. */
async function seen<T>(probe: () => T | undefined | null | false): Promise<T> {
  const { world } = conversing;
  world.turn(PACE_SECONDS);
  const turning = setInterval(() => world.turn(1), 100);
  try {
    return await world.slack.waitFor(probe);
  } finally {
    clearInterval(turning);
  }
}

const says = (person: Person, text: string) => seen(() => textOfHome(person).includes(text));

/** What stands in each list: of each reach-out its buttons. */
function listsOf(person: Person): Record<string, Record<string, string[]>> {
  const lists: Record<string, Record<string, string[]>> = {};
  for (const { block_id, accessory, elements = [] } of blocksOf(person)) {
    const [, list, id] = /^home_(\w+):(.+)$/.exec(block_id) ?? [];
    if (!list || !id) continue;
    lists[list] ??= {};
    lists[list][id] = [accessory ?? [], elements].flat().map(({ action_id }) => action_id);
  }
  return lists;
}

const listed = (person: Person, list: string, id: string) => seen(() => listsOf(person)[list]?.[id]);

/** How often a person was shown a Home tab. */
const published = ({ id }: Person) =>
  conversing.world.slack.log.entries.filter(
    ({ name, body }) => name === 'views.publish' && (body as { user_id: string }).user_id === id,
  ).length;

/** Until it is stored that it is shown later. */
async function isPutOff({ id }: Person): Promise<void> {
  const stored = `select 1 from reach_out.home where user_id = $1 and lease_until is null and due_at is not null`;
  while ((await conversing.world.sql(stored, [id])).length === 0) await delay(20);
}

async function scheduled(person: Person, seconds: number): Promise<string> {
  const { world } = conversing;
  const view = await openByCommand(world, person, '+1 206 555 0199 sms Your parcel is ready');
  await person.press('more_options');
  await world.slack.waitFor(() => JSON.stringify(person.view?.definition).includes('send_at'));
  await person.choose('send_at', Math.ceil(world.now().getTime() / 1000) + seconds);
  expect(await person.submit()).toMatchObject({ kind: 'closed' });
  await told(world, reachOutIdOf(view), 'card', 'Scheduled for');
  return reachOutIdOf(view);
}

/** A chat of Ada's whose customer has written. */
async function asks(words: string, conversation?: string): Promise<Talk> {
  const chat = await talk(conversing, 'sms', conversation);
  conversing.world.connect.world.customerReply(chat.contact.id, words);
  await untilHeard(conversing, chat.id, words);
  return chat;
}

test('a newcomer has nothing but the way to begin, which asks where to post', async () => {
  const person = as(grace);
  await opens(person, "You haven't reached out to anybody yet.");
  expect(listsOf(person)).toEqual({});
  expect(textOfHome(person)).not.toContain('For admins');
  const form = await opened(conversing.world, person, () => person.press('new_reach_out', { home: true }));
  expect(metadataOf(form)).toMatchObject({ door: 'home' });
  expect(metadataOf(form).place_id).toBeUndefined();
  await person.close({ all: true });
});

test('at most once in five seconds, and not again where nothing can be seen', async () => {
  const { world } = conversing;
  const person = as(grace);
  /** Whatever is due by then is shown. */
  const look = async (seconds: number) => {
    world.turn(seconds);
    await delay(400);
  };
  await opens(person, '');
  await look(10);
  await look(10);
  const before = published(person);
  // Opened, it is shown anew; opened again at once, it stands there as it is.
  for (const _ of [1, 2, 3]) await person.openHome();
  await look(1);
  expect(published(person)).toBe(before + 1);
  await look(5);
  expect(published(person)).toBe(before + 1);

  const ids: string[] = [];
  for (const digit of [1, 2, 3]) {
    ids.push(await reachOut(world, person, `+1 206 555 666${digit} voice Hi there`));
    await look(1);
  }
  expect(published(person)).toBe(before + 2);
  await look(5);
  await listed(person, 'open', ids[2] ?? '');
  expect(published(person)).toBe(before + 3);
});

test('who may not use it reads that, and whom to ask', async () => {
  const person = as(guest);
  await opens(person, "Guests can't use Reach Out. Ask whoever installed Reach Out.");
  expect(blocksOf(person)).toHaveLength(1);
});

test('everything of one’s own, each in its list, with what can be done about it, and its thread', async () => {
  const { world } = conversing;
  const person = as(ada);
  const waiting = await asks('Where is my parcel by now?');
  const { id: open } = await talk(conversing);
  const later = await scheduled(person, 3 * 3600);
  const sooner = await scheduled(person, 3600);
  const held = await reachOut(world, person, '+44 20 7946 0018 voice Hello there');
  await told(world, held, 'card', 'Nothing is sent until');
  await opens(person, 'Waiting for you');
  expect(listsOf(person)).toEqual({
    waiting: { [waiting.id]: ['reply'] },
    open: { [open]: ['stop_contact'] },
    scheduled: {
      [sooner]: ['send_now', 'reschedule', 'cancel_reach_out'],
      [later]: ['send_now', 'reschedule', 'cancel_reach_out'],
    },
    awaiting: { [held]: ['cancel_reach_out'] },
  });
  expect(Object.keys(listsOf(person).scheduled ?? {})).toEqual([sooner, later]);
  const text = textOfHome(person);
  expect(text).toMatch(/\/archives\/C0SUPPORT1\/p\d+\|SMS to \+1 …03\d\d> · wrote <!date/);
  expect(text).toContain('`Your parcel is ready`');
  expect(text).not.toMatch(/\+?1?206 ?555/);

  // From here it is answered, in the form that the thread has.
  await opened(world, person, () =>
    person.press('reply', { home: true, blockId: `home_waiting:${waiting.id}` }),
  );
  await person.fill('message', 'It comes today');
  expect(await person.submit()).toMatchObject({ kind: 'closed' });
  await listed(person, 'open', waiting.id);
  expect(listsOf(person).waiting).toBeUndefined();
  expect(textOfHome(person)).toContain('No customer waits for your answer.');

  await person.press('cancel_reach_out', { home: true, blockId: `home_scheduled:${later}` });
  await listed(person, 'latest', later);
  await person.press('stop_contact', { home: true, blockId: `home_open:${open}` });
  await world.slack.waitFor(() =>
    JSON.stringify(person.view?.definition ?? {}).includes('Amazon Connect was told to stop it'),
  );
  await person.close({ all: true });
});

test('what others ask approval for is decided in the tab of whoever may', async () => {
  const { world } = conversing;
  const held = await reachOut(world, as(ada), '+44 20 7946 0019 voice Hello there');
  const [approver, asker, other] = [as(grace), as(ada), as(kenji)];
  await opens(approver, 'Waiting for your approval');
  expect(await listed(approver, 'toApprove', held)).toEqual(['approve', 'decline']);
  expect(textOfHome(approver)).toContain(`asked for by <@${ada}>`);
  expect(textOfHome(approver)).not.toContain('Hello there');
  await opens(asker, 'Waiting for approval by others');
  expect(listsOf(asker).toApprove).toBeUndefined();
  await opens(other, 'Waiting for your approval');
  await approver.press('approve', { home: true, blockId: `home_toApprove:${held}` });
  await seen(() => !listsOf(approver).toApprove?.[held]);
  expect(await world.connect.waitFor(() => callsFor(world, held)[0])).toBeDefined();
  // Of the group as well, though nobody has named him.
  await seen(() => !listsOf(other).toApprove?.[held]);
});

test('a claimed conversation waits for whoever has it', async () => {
  const chat = await asks('Is anybody there?');
  const [owner, claimer] = [as(ada), as(grace)];
  await opens(owner, 'Waiting for you');
  expect(await listed(owner, 'waiting', chat.id)).toEqual(['reply']);
  await opens(claimer, '');
  claimer.react('#support', chat.root, 'raised_hand');
  expect(await listed(claimer, 'waiting', chat.id)).toEqual(['reply']);
  expect(textOfHome(claimer)).not.toContain('Is anybody there?');
  await seen(() => listsOf(owner).open?.[chat.id]);
  expect(listsOf(owner).waiting?.[chat.id]).toBeUndefined();
});

test('who waits for others is told to whoever is in that place, and nobody else, after their own', async () => {
  const { world } = conversing;
  const [inVip, inSupport, visitor] = [as(grace), as(kenji), as(guest)];
  const open = await asks('Who can help me?');
  const hidden = await asks('Who knows of the secret?', '#vip');
  const direct = await asks('Who else reads this?', 'app');
  await opens(inVip, 'Waiting for others in your channels');
  expect(await listed(inVip, 'waitingBeside', hidden.id)).toEqual(['reply']);
  expect(await listed(inVip, 'waitingBeside', open.id)).toEqual(['reply']);
  expect(listsOf(inVip).waitingBeside).not.toHaveProperty(direct.id);
  expect(textOfHome(inVip)).toMatch(/wrote <!date[^>]+> · asked for by <@/);
  expect(textOfHome(inVip)).not.toMatch(/Who can help me|Who knows/);
  await opens(inSupport, 'Waiting for others in your channels');
  await listed(inSupport, 'waitingBeside', open.id);
  expect(listsOf(inSupport).waitingBeside).not.toHaveProperty(hidden.id);
  await opens(as(ada), 'Waiting for you');
  expect(listsOf(as(ada)).waiting).toHaveProperty(hidden.id);
  expect(listsOf(as(ada)).waitingBeside ?? {}).not.toHaveProperty(hidden.id);
  await opens(visitor, "Guests can't use Reach Out");

  // Whoever has said that it is theirs is named, and for them it is the first.
  inVip.react('#support', open.root, 'raised_hand');
  await listed(inVip, 'waiting', open.id);
  expect(listsOf(inVip).waitingBeside).not.toHaveProperty(open.id);
  await opens(inSupport, `:raised_hand: <@${grace}>`);
  const replies = () =>
    opened(world, inSupport, () =>
      inSupport.press('reply', { home: true, blockId: `home_waitingBeside:${open.id}` }),
    );
  const form = () => JSON.stringify(inSupport.view?.definition);
  await replies();
  await world.slack.waitFor(() => form().includes('Who can help me?'));
  await inSupport.close({ all: true });
  // It may be told of longer than somebody is there.
  world.slack.setMembership('#support', kenji, false);
  await replies();
  await world.slack.waitFor(() => form().includes('no longer in the channel'));
  expect(form()).not.toContain('Who can help me?');
  world.slack.setMembership('#support', kenji, true);
  await inSupport.close({ all: true });
});

test('while Slack does not say where somebody is, what waits for others is left out', async () => {
  const { world } = conversing;
  const chat = await asks('And who helps now?');
  await world.restart();
  const failing = world.slack.fault({ method: 'users.conversations', kind: 'http_500', times: Infinity });
  await opens(as(kenji), 'For admins');
  await seen(() => !listsOf(as(kenji)).waitingBeside);
  expect(failing.used).toBeGreaterThan(0);
  failing.remove();
  await opens(as(kenji), 'Waiting for others');
  await listed(as(kenji), 'waitingBeside', chat.id);
});

test('it is found by the last four digits, of one’s own; admins look through all', async () => {
  const { world } = conversing;
  const id = await reachOut(world, as(ada), '+1 206 555 7788 sms Something of mine');
  const find = (person: Person, typed: string) =>
    person.fill('last_digits', typed, { home: true, pressEnter: true });
  for (const person of [as(ada), as(kenji), as(grace)]) await opens(person, '');
  await find(as(ada), '7788');
  await listed(as(ada), 'found', id);
  await find(as(kenji), '+1 (206) 555-7788');
  await says(as(kenji), 'by anybody');
  expect(await listed(as(kenji), 'found', id)).toEqual(['stop_contact']);
  expect(textOfHome(as(kenji))).not.toContain('Something of mine');
  await find(as(grace), '7788');
  await says(as(grace), 'nothing of yours');
  expect(listsOf(as(grace)).found).toBeUndefined();
  await find(as(grace), '88');
  await world.slack.waitFor(() =>
    JSON.stringify(as(grace).view?.definition ?? {}).includes('last four digits'),
  );
  await as(grace).close({ all: true });
  await as(ada).press('clear_search', { home: true });
  await seen(() => listsOf(as(ada)).found === undefined);
});

test('admins see the rules in words, how the app is, and how long the do-not-contact list is', async () => {
  const person = as(kenji);
  await person.command('#support', '/reach-out block +1 206 555 0170');
  await opens(person, 'On the do-not-contact list: 1 number.');
  const text = textOfHome(person);
  for (const part of [
    `Admins: <@${kenji}>.`,
    'Hours: anybody may be contacted at any time.',
    `Approval for Voice call, to countries other than the United States: by <!subteam^${supportGroup}>, <@${grace}> in <#${vip}>, within 60 minutes.`,
    'Nothing is stuck.',
    'Set up: SMS, WhatsApp, Voice call.',
    'Contact events are on, conversations are on, the database is a PostgreSQL.',
  ])
    expect(text).toContain(part);
});

test('whose tab was opened is shown what changes after another start', async () => {
  const { world } = conversing;
  const person = as(ada);
  await opens(person, '');
  await world.restart();
  const id = await reachOut(world, person, '+1 206 555 6671 voice Hi there');
  await listed(person, 'open', id);
});

test('what Slack does not take now is shown when it does; where it is too much, all wait', async () => {
  const { world } = conversing;
  const [person, other] = [as(ada), as(kenji)];
  for (const one of [person, other]) await opens(one, '');
  world.turn(PACE_SECONDS);
  const failing = world.slack.fault({ method: 'views.publish', kind: 'http_500' });
  const id = await reachOut(world, person, '+1 206 555 6672 voice Hi there');
  await world.slack.waitFor(() => failing.used > 0);
  await isPutOff(person);
  const limited = world.slack.fault({
    method: 'views.publish',
    kind: 'rate_limited',
    retryAfterSeconds: 20,
    times: 8,
  });
  world.turn(15);
  await world.slack.waitFor(() => limited.used > 0);
  await other.fill('last_digits', '6672', { home: true, pressEnter: true });
  world.turn(10);
  await delay(300);
  expect(listsOf(other).found).toBeUndefined();
  expect(listsOf(person).open?.[id]).toBeUndefined();
  limited.remove();
  world.turn(10);
  await listed(other, 'found', id);
  await listed(person, 'open', id);
});

test('no text stands there where the policy keeps texts out of Slack', async () => {
  const { world } = conversing;
  const person = as(ada);
  await reachOut(world, person, '+1 206 555 6673 sms Only between us');
  await opens(person, 'Only between us');
  await policy.change(world, 'show: { message: false }\n');
  await opens(person, '…6673');
  await seen(() => !textOfHome(person).includes('Only between us'));
  expect(textOfHome(person)).not.toContain('Your parcel is ready');
});

test('hundreds fit into one view: of each list the first', async () => {
  const { world } = conversing;
  const person = as(grace);
  const id = await reachOut(world, person, '+1 206 555 7799 voice Hi there');
  await world.sql(
    `insert into reach_out.reach_out (id, team_id, user_id, place_id, channel, lane, state, start_at, ready_at,
      requested_at, ended_at, conversation, last_digits)
    select gen_random_uuid(), 'T0REACHOUT', case when kind in ('theirs', 'beside') then $2 else $3 end, 'C0SUPPORT1', 'sms', 0,
      case kind when 'wrote' then 'started' when 'beside' then 'started' when 'theirs' then 'awaiting_approval' else kind end,
      now(), now() + interval '1 day', now(), case when kind = 'failed' then now() end,
      case when kind in ('wrote', 'beside') then jsonb_build_object('customerAt', now()) end,
      (select last_digits from reach_out.reach_out where id = $1)
    from generate_series(1, 100),
      unnest(array['failed', 'scheduled', 'started', 'awaiting_approval', 'wrote', 'theirs', 'beside']) as kind`,
    [id, ada, grace],
  );
  await world.sql(
    `update reach_out.reach_out set approval = jsonb_build_object('by', array[$1::text], 'in', 'C0VIP00001',
    'rule', 1, 'when', '{}'::jsonb, 'askedAt', now(), 'lapsesAt', now()) where state = 'awaiting_approval' and approval is null and user_id = $2`,
    [grace, ada],
  );
  await opens(person, 'Scheduled (the next');
  await person.fill('last_digits', '7799', { home: true, pressEnter: true });
  await says(person, 'ends in 7799');
  expect(blocksOf(person)).toHaveLength(100);
  const rows = Object.entries(listsOf(person)).map(([list, ids]) => [list, Object.keys(ids).length]);
  expect(Object.fromEntries(rows)).toEqual({
    ...{ found: 10, waiting: 15, waitingBeside: 10, toApprove: 5, open: 15, scheduled: 10, awaiting: 5 },
    latest: 5,
  });
  for (const title of [
    'Waiting for you (the first',
    'Waiting for others in your channels (the first 10 of more)',
    'Waiting for your approval (the oldest 5 of more)',
    'Open (the latest',
  ])
    expect(textOfHome(person)).toContain(title);
});

test('admins are told of a policy file that is not taken up', async () => {
  const { world } = conversing;
  await policy.change(world, `admins: [${kenji}]\n`);
  await policy.fail(world, `admins: [${kenji}]\nretention: 1\n`);
  await opens(
    as(kenji),
    'The policy file is faulty, so the rules of before hold: line 2: retention is not a key',
  );
  expect(textOfHome(as(kenji))).not.toContain('Nothing is the matter.');
});
