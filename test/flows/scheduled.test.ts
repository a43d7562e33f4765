import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import {
  buttonsOf,
  callsFor,
  openByCommand,
  opened,
  partsOf,
  reachOutIdOf,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const OPEN = `admins: [${seedIds.kenji}]\nhours: { outside: allow }\n`;
const policy = policyFile(OPEN);
let world: World;
let ada: Person;
let grace: Person;
let instances = 1;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres', env: policy.env });
  ada = world.slack.as(seedIds.ada);
  grace = world.slack.as(seedIds.grace);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

/** Seconds since 1970, by the app's clock. */
const inSeconds = (seconds: number) => Math.ceil(world.now().getTime() / 1000) + seconds;

/** By the form. */
async function schedule(sendAt: number, person = ada): Promise<string> {
  const view = await openByCommand(world, person, '+1 206 555 0152 sms Your parcel is ready');
  await person.press('more_options');
  await world.slack.waitFor(() => JSON.stringify(person.view?.definition).includes('send_at'));
  await person.choose('send_at', sendAt);
  expect(await person.submit()).toMatchObject({ kind: 'closed' });
  const id = reachOutIdOf(view);
  await told(world, id, 'card', `Scheduled for <!date^${sendAt}^`);
  return id;
}

/** Turns the clock to so many seconds after a time, or before. */
const turnTo = (at: number, seconds = 0) => world.turn(at + seconds - world.now().getTime() / 1000);

/** By either instance it is noted once. */
async function setBack(seconds: number): Promise<void> {
  const times = () => world.logged().split('the clock was set back').length;
  const before = times();
  world.turn(seconds);
  while (times() === before) await new Promise((resolve) => setTimeout(resolve, 50));
}

const account = (id: string, ...actions: string[]) =>
  world.sql<{ actor: string; action: string; detail: object }>(
    'select actor, action, detail from audit_entry where reach_out_id = $1 and action = any($2) order by id',
    [id, actions],
  );

/** Whom a private answer tells what. */
const answered = (person: Person, text: string) =>
  world.slack.waitFor(() => person.ephemerals.find((one) => textOf(one).includes(text)));

const at = ({ conversation, ts }: Message) => ({ conversation, ts });

let decreed = OPEN;
/** Changes the policy, and waits until it holds everywhere. */
async function decree(text: string): Promise<void> {
  if (text === decreed) return;
  decreed = text;
  const taken = () => world.logged().split('holds from now on').length;
  const before = taken();
  await policy.change(world, text);
  while (taken() < before + instances) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** In Seattle, where the number is, from today on. */
const holidays = (days: number) =>
  Array.from({ length: days }, (_, day) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(
      world.now().getTime() + day * 86_400_000,
    ),
  );
const closed = (outside: string) =>
  `${OPEN.split('\n')[0]}\nhours: { outside: ${outside}, open: "00:00-24:00", holidays: [${holidays(3)}] }\n`;

test('the card says when, and it goes then and no moment before', async () => {
  const sendAt = inSeconds(90);
  const id = await schedule(sendAt);
  const card = await told(world, id, 'card', 'Pacific Time there');
  expect(buttonsOf(card)).toEqual(['send_now', 'reschedule', 'cancel_reach_out']);
  turnTo(sendAt, -20);
  await world.app.drain();
  expect(callsFor(world, id)).toEqual([]);
  turnTo(sendAt, -1);
  await told(world, id, 'contact_id');
  expect(world.now().getTime()).toBeGreaterThanOrEqual(sendAt * 1000);
  expect(callsFor(world, id)).toHaveLength(1);
});

test('a time that is over, too near or too far is refused at its field', async () => {
  await openByCommand(world, ada, '+1 206 555 0152 sms Hi');
  await ada.press('more_options');
  await world.slack.waitFor(() => JSON.stringify(ada.view?.definition).includes('send_at'));
  for (const seconds of [-60, 30, 61 * 86_400]) {
    await ada.choose('send_at', inSeconds(seconds));
    expect(await ada.submit()).toMatchObject({ errors: { send_at: expect.stringContaining('Choose') } });
  }
  await ada.close();
});

test('it waits over a restart, and goes when its time has come meanwhile', async () => {
  const sendAt = inSeconds(70);
  const id = await schedule(sendAt);
  await world.restart(async () => turnTo(sendAt, 60));
  await told(world, id, 'contact_id');
  expect(callsFor(world, id)).toHaveLength(1);
  expect(partsOf(world, id, 'card')).toHaveLength(1);
});

test('the clock is set back: it goes at its time, once, of two instances', async () => {
  await world.another();
  instances = 2;
  const sendAt = inSeconds(120);
  const id = await schedule(sendAt);
  turnTo(sendAt, -2);
  await setBack(-600);
  await world.app.drain();
  expect(callsFor(world, id)).toEqual([]);
  turnTo(sendAt);
  await told(world, id, 'contact_id');
  expect(callsFor(world, id)).toHaveLength(1);
});

test('the clock is set forward beyond its age: it says that it waited too long', async () => {
  const sendAt = inSeconds(70);
  const id = await schedule(sendAt);
  turnTo(sendAt, 16 * 60);
  const card = await told(world, id, 'card', 'waited too long');
  expect(callsFor(world, id)).toEqual([]);
  const view = await opened(world, ada, () => ada.press('try_again', at(card)));
  expect(JSON.stringify(view.values)).toContain('Your parcel is ready');
  expect(view.values.send_at).toBeUndefined();
  await ada.close();
});

test('Send now is for whoever asked and admins, and asks back first', async () => {
  const id = await schedule(inSeconds(3600));
  const card = await told(world, id, 'card');
  await grace.press('send_now', at(card));
  await answered(grace, `Only <@${seedIds.ada}> or an admin (<@${seedIds.kenji}>) can send it now.`);
  await grace.choose('card_menu', `reschedule:${id}`, at(card));
  await answered(grace, `can change its time.`);
  expect(await ada.press('send_now', { ...at(card), confirm: false })).toEqual({ kind: 'cancelled' });
  await world.slack.as(seedIds.kenji).press('send_now', at(card));
  await told(world, id, 'contact_id');
  expect(callsFor(world, id)).toHaveLength(1);
  expect(await account(id, 'send_now')).toMatchObject([{ actor: seedIds.kenji }]);
});

test('Send now beside Cancel, each pressed twice: one of them counts', async () => {
  const id = await schedule(inSeconds(3600));
  const card = at(await told(world, id, 'card'));
  const choice = `cancel_reach_out:${id}`;
  await Promise.all([
    ada.press('send_now', card),
    ada.choose('card_menu', choice, card),
    ada.press('send_now', card),
    ada.choose('card_menu', choice, card),
  ]);
  await world.app.drain();
  const done = (await account(id, 'send_now', 'cancel', 'accept')).map(({ action }) => action);
  const isSent = done.includes('accept');
  // What is to be sent now can be cancelled until the call is out.
  expect([['send_now', 'accept'], ['cancel'], ['send_now', 'cancel']]).toContainEqual(done);
  expect(callsFor(world, id)).toHaveLength(isSent ? 1 : 0);
  await told(world, id, 'card', isSent ? 'Accepted' : `Cancelled by <@${seedIds.ada}>`);
});

test('Change time: it goes at the new time alone, and what was scheduled is listed', async () => {
  const first = inSeconds(600);
  const id = await schedule(first);
  const list = await ada.command('#support', '/reach-out scheduled');
  if (list.kind !== 'acknowledged' || !list.response) throw new Error('no list');
  expect(textOf(list.response)).toContain(`Scheduled for <!date^${first}^`);
  expect(buttonsOf(list.response)).toEqual(['send_now', 'reschedule', 'cancel_reach_out']);
  const view = await opened(world, ada, () => ada.press('reschedule', at(list.response!)));
  expect(view.values.send_at?.send_at).toMatchObject({ selected_date_time: first });
  await ada.choose('send_at', inSeconds(-60));
  expect(await ada.submit()).toMatchObject({
    errors: { send_at: expect.stringContaining('at least a minute') },
  });
  const second = inSeconds(1200);
  await ada.choose('send_at', second);
  expect(await ada.submit()).toMatchObject({ kind: 'closed' });
  await told(world, id, 'card', `Scheduled for <!date^${second}^`);
  turnTo(first, 1);
  await world.app.drain();
  expect(callsFor(world, id)).toEqual([]);
  turnTo(second);
  await told(world, id, 'contact_id');
  expect(await account(id, 'reschedule')).toHaveLength(1);
  expect(
    textOf(((await ada.command('#support', '/reach-out scheduled')) as typeof list).response!),
  ).toContain('You have nothing scheduled.');
});

test('what the policy refuses by then ends with its reason', async () => {
  const sendAt = inSeconds(90);
  const id = await schedule(sendAt);
  await decree(`${OPEN}people: [{ who: [${seedIds.grace}] }]\n`);
  const card = await told(world, id, 'card');
  await ada.press('send_now', at(card));
  await answered(ada, 'No rule of the policy lets this account use Reach Out.');
  turnTo(sendAt);
  await told(world, id, 'card', 'No rule of the policy lets this account use Reach Out.');
  await told(world, id, 'milestone:failed', 'Not sent');
  expect(callsFor(world, id)).toEqual([]);
  await decree(OPEN);
});

test.each(['ask', 'refuse'] as const)(
  'closed by then (%s): it moves to the next open minute, and says so',
  async (outside) => {
    await decree(OPEN);
    const sendAt = inSeconds(120);
    const id = await schedule(sendAt);
    await decree(closed(outside));
    const card = at(await told(world, id, 'card'));
    await ada.press('send_now', card);
    await answered(ada, "it's on a holiday there. It opens there next on");
    const step = { ask: 'choose a time and confirm it there.', refuse: 'press Change time to choose when' };
    await answered(ada, step[outside]);

    await opened(world, ada, () => ada.choose('card_menu', `reschedule:${id}`, card));
    const other = inSeconds(180);
    await ada.choose('send_at', other);
    if (outside === 'refuse') {
      expect(await ada.submit()).toMatchObject({ errors: { send_at: expect.stringContaining('holiday') } });
      await ada.close();
      turnTo(sendAt);
    } else {
      expect(await ada.submit()).toMatchObject({ kind: 'updated' });
      await ada.choose(`send_at:${other}`, other);
      expect(await ada.submit()).toMatchObject({ errors: { confirm: expect.anything() } });
      await ada.close();
      turnTo(sendAt);
    }

    const moved = await told(world, id, 'milestone:scheduled', 'It was closed there, so it is sent');
    const [, next] = /date\^(\d+)/.exec(textOf(moved)) ?? [];
    const opens = Number(next);
    expect(opens % 60).toBe(0);
    await told(world, id, 'card', `Scheduled for <!date^${opens}^`);
    await told(world, id, 'card', 'It was closed there when it was to be sent.');
    await world.app.drain();
    turnTo(opens, -20);
    await world.app.drain();
    expect(callsFor(world, id)).toEqual([]);
    turnTo(opens);
    await told(world, id, 'contact_id');
    expect(await account(id, 'defer')).toHaveLength(1);
    expect(partsOf(world, id, 'milestone:scheduled')).toHaveLength(1);
  },
);

test('closed by then, but that was ticked at its time: it goes', async () => {
  await decree(OPEN);
  const id = await schedule(inSeconds(120));
  await decree(closed('ask'));
  const card = at(await told(world, id, 'card'));
  await opened(world, ada, () => ada.choose('card_menu', `reschedule:${id}`, card));
  const sendAt = inSeconds(300);
  await ada.choose('send_at', sendAt);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  const filled = Object.values(ada.view?.values.send_at ?? {})[0]?.selected_date_time;
  expect(filled).toBeGreaterThan(sendAt + 3600);
  await ada.choose('confirm', ['hours']);
  expect(await ada.submit()).toMatchObject({ kind: 'closed' });
  await told(world, id, 'card', `Scheduled for <!date^${sendAt}^`);
  turnTo(sendAt);
  await told(world, id, 'contact_id');
  expect(await account(id, 'defer')).toEqual([]);
});

test('closed then: what is filled in, when it opens there next, is taken without a tick', async () => {
  await decree(OPEN);
  const id = await schedule(inSeconds(120));
  await decree(closed('ask'));
  const card = at(await told(world, id, 'card'));
  await opened(world, ada, () => ada.choose('card_menu', `reschedule:${id}`, card));
  await ada.choose('send_at', inSeconds(300));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  const opens = Object.values(ada.view?.values.send_at ?? {})[0]?.selected_date_time;
  expect(await ada.submit()).toMatchObject({ kind: 'closed' });
  await told(world, id, 'card', `Scheduled for <!date^${opens}^`);
  expect(await account(id, 'reschedule')).toMatchObject([{ detail: { answered: [] } }]);
});
