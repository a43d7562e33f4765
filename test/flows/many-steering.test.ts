import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing } from '../support/conversing.ts';
import {
  answerTo,
  csvOf,
  listMessage,
  listParts,
  newNumbers,
  pressList,
  sendList,
  startsOf,
} from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { textOf } from '../support/steps.ts';
import type { World } from '../support/world.ts';

const OPEN = `admins: [${seedIds.grace}]\n`;
const policy = policyFile(OPEN);
let conversing: Conversing;
let world: World;
let ada: Person;

beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    // So slow that none of the lists is through while the clock is turned.
    env: { ...policy.env, CONNECT_START_RATE: '2', CONNECT_START_BURST: '4' },
  });
  ({ world, ada } = conversing);
});
afterAll(async () => {
  await conversing.stop();
  policy.remove();
});

const sentOf = (numbers: string[]) => startsOf(world, numbers).filter((count) => count > 0).length;

/** How many were sent, once no more are for so long that the pace would have let several go. */
async function settled(numbers: string[]): Promise<number> {
  let before = -1;
  while (sentOf(numbers) !== before) {
    before = sentOf(numbers);
    for (let second = 0; second < 8; second++) {
      world.turn(1);
      await world.app.drain();
    }
  }
  return before;
}

const auditOf = (id: string) =>
  world.sql<{ action: string; actor: string; door: string }>(
    `select action, actor, door from audit_entry where detail ->> 'list' = $1 and action like 'list%' order by id`,
    [id],
  );

test('a list is paused, goes on, and is stopped, each only by who may', async () => {
  const numbers = newNumbers(400);
  const id = await sendList(world, ada, csvOf(numbers));
  const says = (text: string) => listMessage(world, id, text);
  const kenji = world.slack.as(seedIds.kenji);
  const refusal = await answerTo(world, kenji, () => pressList(world, kenji, id, 'start_list'));
  expect(refusal).toContain(`Only <@${seedIds.ada}> or an admin`);
  await pressList(world, ada, id, 'start_list');
  await says('under way');
  await pressList(world, world.slack.as(seedIds.grace), id, 'pause_list');
  await says('No more are sent until somebody presses Resume');
  const sent = await settled(numbers);
  expect(sent).toBeLessThan(400);
  await pressList(world, ada, id, 'resume_list');
  await says('under way');
  await world.connect.waitFor(() => sentOf(numbers) > sent);
  await pressList(world, ada, id, 'stop_list');
  const stopped = textOf(await listMessage(world, id, 'in the thread, as a file'));
  expect(stopped).toContain(`Stopped by <@${seedIds.ada}>`);
  expect(stopped).toMatch(/\d+ not sent/);
  expect(stopped).not.toContain('waiting');
  expect(Math.max(...startsOf(world, numbers))).toBe(1);
  expect(startsOf(world, numbers).some((count) => count === 0)).toBe(true);
  expect((await auditOf(id)).map(({ action }) => action)).toEqual([
    ...['list_requested', 'list_report', 'list_start', 'list_pause', 'list_resume', 'list_stop'],
  ]);
});

test('rules that come while a list goes hold the rest of it', async () => {
  const numbers = newNumbers(300);
  const id = await sendList(world, ada, csvOf(numbers));
  const says = (text: string) => listMessage(world, id, text);
  await pressList(world, ada, id, 'start_list');
  await says('under way');
  await policy.change(world, `${OPEN}people: [{ who: everybody, channels: [voice] }]\n`);
  await says('No more are sent until somebody presses Resume');
  const sent = sentOf(numbers);
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
  await world.connect.waitFor(() => sentOf(numbers) > sent);
  await pressList(world, ada, id, 'stop_list');
  await listMessage(world, id, 'in the thread');
  expect(Math.max(...startsOf(world, numbers))).toBe(1);
  await policy.change(world, OPEN);
});

test('a list that has begun does not say that nothing was sent', async () => {
  const numbers = newNumbers(100);
  const id = await sendList(world, ada, csvOf(numbers));
  const says = (text: string) => listMessage(world, id, text);
  await pressList(world, ada, id, 'start_list');
  await world.connect.waitFor(() => startsOf(world, numbers).some((count) => count > 0));
  await policy.change(
    world,
    `${OPEN}approvals:\n  - { when: { more_than: 2 }, by: [${seedIds.grace}], in: ${seedIds.vip} }\n`,
  );
  await says('waiting for approval');
  await pressList(world, ada, id, 'cancel_list');
  const cancelled = textOf(await says('Cancelled by'));
  expect(cancelled).toContain('The rest is not sent.');
  expect(cancelled).toMatch(/\d+ started · .*\d+ not sent/);
  expect(cancelled).not.toContain(' go, in about');
  await policy.change(world, OPEN);
});
