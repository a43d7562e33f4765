import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import { opened, publicRequests, reachOut, send, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

// Ada and Kenji are admins by their group; Grace and Nadia are not.
const policy = policyFile(`admins: [${seedIds.supportGroup}]\n`);
let world: World;
let ada: Person;
let kenji: Person;
let grace: Person;
let nadia: Person;

beforeAll(async () => {
  // One start, then none for a long while.
  world = await startWorld({
    database: 'postgres',
    env: { ...policy.env, CONNECT_START_RATE: '0.01', CONNECT_START_BURST: '1' },
  });
  ada = world.slack.as(seedIds.ada);
  kenji = world.slack.as(seedIds.kenji);
  grace = world.slack.as(seedIds.grace);
  nadia = world.slack.as(seedIds.grid);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

async function press(person: Person, button: string, { conversation, ts }: Message): Promise<void> {
  await person.press(button, { conversation, ts });
}

/** Whom to ask for it. */
async function turnedDown(person: Person, owner: string, what: string): Promise<void> {
  const text = `Only <@${owner}> or an admin (<!subteam^${seedIds.supportGroup}>) can ${what}.`;
  await world.slack.waitFor(() => person.ephemerals.some((one) => one.text === text));
}

/** What the audit trail holds of what was refused about a reach-out. */
const refusedOf = (id: string) =>
  world.sql("select actor, door, detail from audit_entry where action = 'refused' and reach_out_id = $1", [
    id,
  ]);

test('whoever asked and admins act; everybody else reads whom to ask', async () => {
  world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'access_denied' });
  const first = await reachOut(world, grace);
  const failed = await told(world, first, 'card', 'Not sent');
  await press(nadia, 'try_again', failed);
  await turnedDown(nadia, seedIds.grace, 'try it again');
  const byButton = { door: 'button', detail: { what: 'retry', reason: 'not_yours' } };
  expect(await refusedOf(first)).toEqual([{ actor: seedIds.grid, ...byButton }]);
  const form = await opened(world, kenji, () => press(kenji, 'try_again', failed));
  // Whoever wants to see it presses Show number.
  expect(JSON.stringify(form.values)).toContain('+1 …0152');
  expect(JSON.stringify(form.values)).not.toMatch(/206.?555.?0152/);
  const again = await send(kenji);

  const card = await told(world, again, 'card', 'Waiting, not sent yet');
  expect(card.text).toContain('SMS to +1 …0152');
  expect(textOf(card)).toContain(`Asked for by <@${seedIds.kenji}>`);
  await press(grace, 'cancel_reach_out', card);
  await turnedDown(grace, seedIds.kenji, 'cancel it');
  expect(await refusedOf(again)).toEqual([
    { actor: seedIds.grace, door: 'button', detail: { what: 'cancel', reason: 'not_yours' } },
  ]);
  await press(ada, 'cancel_reach_out', card);
  await told(world, again, 'card', `Cancelled by <@${seedIds.ada}>, nothing was sent`);
});

test('what somebody may not do is neither done nor answered where it cannot be accounted for', async () => {
  const id = await reachOut(world, grace);
  const card = await told(world, id, 'card', 'Waiting, not sent yet');
  const seen = nadia.ephemerals.length;
  await world.sql('alter table audit_entry rename to mislaid');
  await press(nadia, 'cancel_reach_out', card);
  const answer = await world.slack.waitFor(() => nadia.ephemerals[seen]);
  await world.sql('alter table mislaid rename to audit_entry');
  expect(answer.text).not.toMatch(/Only|Cancelled/);
  expect(await refusedOf(id)).toEqual([]);
  await told(world, id, 'card', 'Waiting, not sent yet');
});

describe('the full number', () => {
  let id: string;
  let card: Message;
  beforeAll(async () => {
    id = await reachOut(world, grace);
    card = await told(world, id, 'card', 'Waiting, not sent yet');
  });

  const look = (person: Person) =>
    person.choose('card_menu', `show_number:${id}`, { conversation: card.conversation, ts: card.ts });

  async function reads(person: Person, text: string): Promise<void> {
    await world.slack.waitFor(() => person.ephemerals.some((one) => one.text.includes(text)));
  }

  test('is shown to whoever asked and to admins, and each look is accounted for', async () => {
    for (const person of [grace, kenji]) {
      const { definition } = await opened(world, person, () => look(person));
      expect(definition.callback_id).toBe('show_number');
      expect(JSON.stringify(definition.blocks)).toContain('*+1 206 555 0152*\\n`+12065550152`');
    }
    await look(nadia);
    await turnedDown(nadia, seedIds.grace, 'see the number');
    expect(publicRequests(world)).not.toMatch(/206.?555.?0152/);
    const account = await world.sql<{ actor: string; detail: object }>(
      "select actor, detail from audit_entry where action = 'show_number' and reach_out_id = $1 order by id",
      [id],
    );
    expect(account).toEqual([
      { actor: seedIds.grace, detail: { outcome: 'shown' } },
      { actor: seedIds.kenji, detail: { outcome: 'shown' } },
      { actor: seedIds.grid, detail: { outcome: 'not_yours' } },
    ]);
    expect(await refusedOf(id)).toEqual([]);
  });

  test('is shown to those alone whom the policy names for it', async () => {
    await policy.change(world, `show: { numbers: [${seedIds.grid}] }\n`);
    await look(grace);
    await reads(grace, `Only <@${seedIds.grid}> can see the number.`);
    await opened(world, nadia, () => look(nadia));
    await world.sql('update reach_out set sealed = null, erased_at = now() where id = $1', [id]);
    await look(nadia);
    await reads(nadia, 'The number was erased');
  });
});
