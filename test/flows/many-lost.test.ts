import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { answerTo, csvOf, listMessage, numbersFrom, pressList, sendList, startsOf } from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const policy = policyFile('admins: []\n');
let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres', env: { ...policy.env } });
  ada = world.slack.as(seedIds.ada);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

test('a list that fails however often it is read ends, and whoever sent it is told', async () => {
  await world.sql('alter table list_row rename to list_row_away');
  try {
    const id = await sendList(world, ada, csvOf(numbersFrom(0, 1)));
    const told = () => ada.messages('app').some((one) => textOf(one).includes("Your list wasn't taken in"));
    const inForm = () => JSON.stringify(ada.view?.definition ?? '').includes('while it was read');
    for (let turns = 0; turns < 60 && !told() && !inForm(); turns++) {
      await world.app.drain();
      world.turn(6);
    }
    await world.slack.waitFor(() => told() || inForm());
    const [list] = await world.sql<{ state: string }>('select state from list where id = $1', [id]);
    expect(list).toEqual({ state: 'returned' });
    expect(world.logged()).toContain('the work on a list failed');
  } finally {
    await world.sql('alter table list_row_away rename to list_row');
  }
});

test('of a list whose key is missing nothing goes, its buttons say so, and it goes on once the key is back', async () => {
  const numbers = numbersFrom(10, 2);
  const id = await sendList(world, ada, csvOf(numbers));
  await listMessage(world, id, 'not started');
  const [before] = await world.sql<{ sealed: string }>('select sealed from list where id = $1', [id]);
  await world.sql("update list set sealed = 'gone:' || sealed where id = $1", [id]);
  const start = () => pressList(world, ada, id, 'start_list');
  expect(await answerTo(world, ada, start)).toContain('its encryption key is missing');
  const [after] = await world.sql<{ sealed: string }>('select sealed from list where id = $1', [id]);
  expect(after?.sealed).toBe(`gone:${before?.sealed}`);
  await world.sql('update list set sealed = $2 where id = $1', [id, before?.sealed]);
  await start();
  await listMessage(world, id, '2 started');
  expect(startsOf(world, numbers)).toEqual([1, 1]);
});
