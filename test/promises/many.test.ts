import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { csvOf, listMessage, numbersFrom, pressList, sendList } from '../support/many.ts';
import { reachOut, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

jest.setTimeout(60_000);

const ROWS = 5_000;
const REPORT_WITHIN_MS = 10_000;
/** Of the list, while a person's own waits for its turn. */
const MOST_BEFORE = 3;

let world: World;
let ada: Person;
beforeAll(async () => {
  world = await startWorld({ env: { CONNECT_START_RATE: '4', CONNECT_START_BURST: '4' } });
  ada = world.slack.as(seedIds.ada);
});
afterAll(() => world.stop());

const started = () => world.connect.contacts().map(({ customer }) => customer.address);

test('five thousand rows are reported on soon, and what a person sends meanwhile goes first', async () => {
  const handedIn = performance.now();
  const id = await sendList(world, ada, csvOf(numbersFrom(0, ROWS)));
  const report = await listMessage(world, id, 'not started', { turns: false });
  expect(performance.now() - handedIn).toBeLessThan(REPORT_WITHIN_MS);
  expect(textOf(report)).toContain('List of 5,000 by SMS');
  await pressList(world, ada, id, 'start_list');
  await world.connect.waitFor(() => started().length >= 6, { timeoutMs: 20_000 });
  const before = started().length;
  const own = '+12065559152';
  await reachOut(world, world.slack.as(seedIds.grace), `${own} sms Your taxi is here`);
  await world.connect.waitFor(() => started().includes(own), { timeoutMs: 20_000 });
  expect(started().indexOf(own) - before).toBeLessThanOrEqual(MOST_BEFORE);
  await pressList(world, ada, id, 'stop_list');
  expect(textOf(await listMessage(world, id, 'in the thread'))).toContain('Stopped by');
});
