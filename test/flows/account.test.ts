import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { openByCommand, opened, partsOf, reachOut, reachOutIdOf, send, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres', env: { REACH_OUT_ALLOWED_COUNTRIES: 'US' } });
  ada = world.slack.as(seedIds.ada);
  Object.assign(world.slack.conversation('#partners'), { is_ext_shared: true });
});
afterAll(() => world.stop());

/** What the audit trail holds about a reach-out, whether it was stored or not. */
const account = (id: string) =>
  world.sql<{ actor: string; door: string; action: string; detail: object }>(
    'select actor, door, action, detail from audit_entry where reach_out_id = $1 order by id',
    [id],
  );

test('what is asked, what was ticked, and by which door it came', async () => {
  const view = await openByCommand(world, ada, '+1 206 555 0152 sms Your parcel is ready', '#partners');
  const id = reachOutIdOf(view);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await ada.choose('confirm', ['shared_conversation']);
  await send(ada);
  await world.app.drain();
  const questions = ['shared_conversation'];
  const person = { actor: seedIds.ada, door: 'command' };
  const engine = { actor: 'engine', door: 'engine' };
  expect(await account(id)).toMatchObject([
    { ...person, action: 'asked', detail: { questions, answered: [] } },
    { ...person, action: 'requested', detail: { channel: 'sms', answered: questions } },
    { ...engine, action: 'accept' },
  ]);
});

test('what is refused at the form, by which rule; and what goes by another door', async () => {
  const text = 'Call me on +49 30 12345678';
  const { ts } = ada.post('#support', text);
  const view = await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', ts));
  await ada.fill('message', 'Your parcel is ready');
  expect(await ada.submit()).toMatchObject({ errors: { phone: expect.anything() } });
  await ada.fill('phone', '+1 206 555 0152');
  const id = await send(ada);
  expect(id).toBe(reachOutIdOf(view));
  await world.app.drain();
  expect(await account(id)).toMatchObject([
    { door: 'message_shortcut', action: 'refused', detail: { refusals: [{ rule: 'countries' }] } },
    { door: 'message_shortcut', action: 'requested', detail: { channel: 'sms' } },
    { action: 'accept' },
  ]);
});

test('who may not use it, from the moment that the form says so', async () => {
  const gus = world.slack.as(seedIds.guest);
  await openByCommand(world, gus, '+1 206 555 0152 sms Your parcel is ready');
  await world.app.drain();
  const refused = await world.sql(
    'select actor, door, action, detail, reach_out_id from audit_entry where actor = $1',
    [seedIds.guest],
  );
  expect(refused).toEqual([
    {
      ...{ actor: seedIds.guest, door: 'command', action: 'refused', reach_out_id: null },
      detail: { refusals: [{ rule: 'people', reason: 'guest' }] },
    },
  ]);
});

test('a try that comes by the button of a card', async () => {
  world.connect.fault({
    operation: 'StartOutboundChatContact',
    kind: 'access_denied',
  });
  const first = await reachOut(world, ada);
  const { conversation, ts } = await told(world, first, 'card', 'Not sent');
  const view = await opened(world, ada, () => ada.press('try_again', { conversation, ts }));
  const again = await send(ada);
  expect(again).toBe(reachOutIdOf(view));
  await world.app.drain();
  expect(partsOf(world, again, 'contact_id')).toHaveLength(1);
  expect(await account(again)).toMatchObject([{ door: 'retry', action: 'requested' }, { action: 'accept' }]);
  expect((await account(first)).at(-1)).toMatchObject({
    ...{ actor: seedIds.ada, door: 'retry' },
    ...{ action: 'tried_again', detail: { retry: 'again' } },
  });
});
