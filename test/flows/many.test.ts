import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { csvOf, listMessage, numbersFrom, pressList, sendList, startsByNumber } from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { buttonsOf, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

jest.setTimeout(60_000);

const { ada, grace } = seedIds;

let world: World;
const policy = policyFile(`admins: [${grace}]\n`);
beforeAll(async () => {
  world = await startWorld({
    database: 'postgres',
    env: { ...policy.env, CONNECT_START_RATE: '50', CONNECT_START_BURST: '50' },
  });
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const as = (id: string) => world.slack.as(id);

test('a list is reported on before anything starts, goes when that is said, and ends with a file', async () => {
  const numbers = numbersFrom(0, 6);
  const [first = ''] = numbers;
  const file = csvOf([...numbers, first, '12', '+1 800 555 0199']);
  const id = await sendList(world, as(ada), file, { message: 'Hi {{name}}, it is ready' });
  const report = textOf(await listMessage(world, id, 'not started'));
  expect(report).toContain('List of 9 by SMS');
  expect(report).toContain('7 go, in about');
  expect(report).toContain('the same number stands further above');
  expect(report).toContain('Hi Customer 1, it is ready');
  expect(report).not.toContain(first);
  expect(as(ada).view?.definition.callback_id).not.toBe('many');
  expect(startsByNumber(world).size).toBe(0);

  await pressList(world, as(ada), id, 'start_list');
  const done = await listMessage(world, id, 'done', 20_000);
  expect(textOf(done)).toContain('7 started');
  expect(buttonsOf(done)).toEqual([]);
  expect([...startsByNumber(world)]).toEqual(expect.arrayContaining(numbers.map((number) => [number, 1])));
  // No row has a thread of its own.
  expect(
    world.slack.messages(done.conversation).filter(({ metadata }) => metadata?.event_payload.reach_out_id),
  ).toEqual([]);
  await listMessage(world, id, 'in the thread, as a file');
});
