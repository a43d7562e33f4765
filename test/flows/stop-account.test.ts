import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { contactOf, type Following, start, startFollowing } from '../support/following.ts';
import { buttonsOf, partsOf } from '../support/steps.ts';

let following: Following;
let ada: Person;

beforeAll(async () => {
  following = await startFollowing({ database: 'postgres', overrides: { connectDeadlineMs: 2_000 } });
  ada = following.world.slack.as(seedIds.ada);
});
afterAll(() => following.stop());

/** A chat that is open, its card, and what is known of its stops. */
async function open() {
  const { world } = following;
  const id = await start(world, 'sms');
  const card = await world.slack.waitFor(() =>
    partsOf(world, id, 'card').find((one) => buttonsOf(one).includes('stop_contact')),
  );
  const account = () =>
    world.sql<{ action: string; actor: string; detail: object }>(
      "select actor, action, detail from audit_entry where action like 'stop%' and reach_out_id = $1 order by id",
      [id],
    );
  return { id, card, account, contact: await contactOf(world, id) };
}

const press = ({ conversation, ts }: { conversation: string; ts: string }) =>
  ada.press('stop_contact', { conversation, ts });

test('a stop is accounted for before Amazon Connect is told, and once it has answered', async () => {
  const { world } = following;
  const { card, account } = await open();
  world.connect.fault({ operation: 'StopContact', kind: 'delay', ms: 10_000 });
  await press(card);
  // The request has arrived once its fault is used up.
  await world.connect.waitFor(() => world.connect.faults().length === 0);
  expect(await account()).toEqual([{ actor: seedIds.ada, action: 'stop', detail: {} }]);
  await world.slack.waitFor(() => ada.ephemerals.some(({ text }) => text.includes('was told to stop it')));
  expect(await account()).toMatchObject([
    { action: 'stop' },
    { action: 'stop_answered', detail: { outcome: 'stopped' } },
  ]);
});

test('a stop that went through, and whose account failed, is not said to have done nothing', async () => {
  const { world } = following;
  const { card, contact } = await open();
  // Amazon Connect has done it and has not answered yet: from now on nothing can be accounted for.
  const stopped = world.connect.subscribe((change) => {
    if (change.type !== 'contact' || change.contact.id !== contact.id) return;
    stopped();
    void world.sql('alter table audit_entry rename to mislaid');
  });
  world.connect.fault({ operation: 'StopContact', kind: 'delay', ms: 1_500, when: 'after' });
  const seen = ada.ephemerals.length;
  await press(card);
  const answer = await world.slack.waitFor(() => ada.ephemerals[seen]);
  await world.sql('alter table mislaid rename to audit_entry');
  expect(world.connect.contact(contact.id)?.state).toBe('ended');
  expect(answer.text).toContain("don't know whether it stops");
  expect(answer.text).not.toContain('nothing was sent');
});
