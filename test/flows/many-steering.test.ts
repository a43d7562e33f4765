import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing } from '../support/conversing.ts';
import {
  answerTo,
  csvOf,
  listMessage,
  listParts,
  numbersFrom,
  pressList,
  sendList,
  startsByNumber,
} from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { textOf } from '../support/steps.ts';
import type { World } from '../support/world.ts';

jest.setTimeout(60_000);

const OPEN = `admins: [${seedIds.grace}]\n`;
const policy = policyFile(OPEN);
let conversing: Conversing;
let world: World;
let ada: Person;

beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    env: { ...policy.env, CONNECT_START_RATE: '10', CONNECT_START_BURST: '4' },
  });
  ({ world, ada } = conversing);
});
afterAll(async () => {
  await conversing.stop();
  policy.remove();
});

let used = 0;
/** So many numbers that no other test has. */
function newNumbers(count: number): string[] {
  used += count;
  return numbersFrom(used - count, count);
}

const startsOf = (numbers: string[]) => {
  const starts = startsByNumber(world);
  return numbers.map((number) => starts.get(number) ?? 0);
};

const auditOf = (id: string) =>
  world.sql<{ action: string; actor: string; door: string }>(
    `select action, actor, door from audit_entry where detail ->> 'list' = $1 and action like 'list%' order by id`,
    [id],
  );

test('a list is paused, goes on, and is stopped, each only by who may', async () => {
  const numbers = newNumbers(400);
  const id = await sendList(world, ada, csvOf(numbers));
  // The pace of its rows goes by the clock, too.
  const says = (text: string) => listMessage(world, id, text, { turns: false });
  const kenji = world.slack.as(seedIds.kenji);
  const refusal = await answerTo(world, kenji, () => pressList(world, kenji, id, 'start_list'));
  expect(refusal).toContain(`Only <@${seedIds.ada}> or an admin`);
  await pressList(world, ada, id, 'start_list');
  await says('under way');
  await pressList(world, world.slack.as(seedIds.grace), id, 'pause_list');
  await says('No more are sent until somebody presses Resume');
  const settled = async () => {
    const sent = startsOf(numbers).filter((count) => count > 0).length;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return startsOf(numbers).filter((count) => count > 0).length === sent ? sent : undefined;
  };
  let sent = await settled();
  while (sent === undefined) sent = await settled();
  expect(sent).toBeLessThan(400);
  await pressList(world, ada, id, 'resume_list');
  await says('under way');
  await world.connect.waitFor(() => startsOf(numbers).filter((count) => count > 0).length > (sent ?? 0));
  await pressList(world, ada, id, 'stop_list');
  const stopped = textOf(await listMessage(world, id, 'in the thread, as a file'));
  expect(stopped).toContain(`Stopped by <@${seedIds.ada}>`);
  expect(Math.max(...startsOf(numbers))).toBe(1);
  expect(startsOf(numbers).some((count) => count === 0)).toBe(true);
  expect((await auditOf(id)).map(({ action }) => action)).toEqual([
    ...['list_requested', 'list_report', 'list_start', 'list_pause', 'list_resume', 'list_stop'],
  ]);
});

test('rules that come while a list goes hold the rest of it', async () => {
  const numbers = newNumbers(300);
  const id = await sendList(world, ada, csvOf(numbers));
  const says = (text: string) => listMessage(world, id, text, { turns: false });
  await pressList(world, ada, id, 'start_list');
  await says('under way');
  await policy.change(world, `${OPEN}people: [{ who: everybody, channels: [voice] }]\n`);
  await says('No more are sent until somebody presses Resume');
  const sent = startsOf(numbers).filter((count) => count > 0).length;
  expect(sent).toBeLessThan(300);
  await policy.change(
    world,
    `${OPEN}approvals:\n  - { when: { more_than: 2 }, by: [${seedIds.grace}], in: ${seedIds.vip} }\n`,
  );
  await pressList(world, ada, id, 'resume_list');
  await says('waiting for approval');
  const [asked] = await world.slack.waitFor(() => {
    const found = listParts(world, id, 'list_approval');
    return found.length > 0 ? found : undefined;
  });
  const place = { conversation: seedIds.vip, ts: asked?.ts ?? '' };
  await world.slack.as(seedIds.grace).press('approve_list', place);
  await says('under way');
  await world.connect.waitFor(() => startsOf(numbers).filter((count) => count > 0).length > sent);
  await pressList(world, ada, id, 'stop_list');
  await listMessage(world, id, 'in the thread');
  expect(Math.max(...startsOf(numbers))).toBe(1);
  await policy.change(world, OPEN);
});
