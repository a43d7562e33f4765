import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { startServer } from '../support/postgres.ts';
import { openByCommand, partsOf, reachOutIdOf, send, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const AWAY_MS = 5_000;
const PATIENCE = { timeoutMs: 90_000 };

let server: Awaited<ReturnType<typeof startServer>>;
let world: World;

beforeAll(async () => {
  server = await startServer();
  world = await startWorld({ env: { DATABASE_URL: server.urlOf('postgres') } });
});
afterAll(async () => {
  await world.stop();
  await server.stop();
});

async function statusOfReady(): Promise<number> {
  const { status } = await fetch(`http://127.0.0.1:${world.app.port}/ready`);
  return status;
}

test('the database goes away for 5 s in the middle of every step, and comes back', async () => {
  const { slack, connect } = world;
  const ada = slack.as(seedIds.ada);
  const ask = async (channel: string) =>
    reachOutIdOf(await openByCommand(world, ada, `+1 206 555 0152 ${channel} Hi there`));
  const isPart = (id: string, part: string) => (args: { [key: string]: unknown }) =>
    String(args.metadata).includes(id) && String(args.metadata).includes(`"part":"${part}"`);
  const late = { kind: 'delay', ms: 1_500 } as const;

  // Four at once, each in another step whose answer comes when the database is gone.
  const starting = await ask('call');
  connect.fault({ ...late, when: 'after', operation: 'StartOutboundVoiceContact' });
  await send(ada);
  const posting = await ask('sms');
  slack.fault({ ...late, method: 'chat.postMessage', when: isPart(posting, 'card') });
  await send(ada);
  const replying = await ask('sms');
  slack.fault({ ...late, method: 'chat.postMessage', when: isPart(replying, 'contact_id') });
  await send(ada);
  const editing = await ask('sms');
  slack.fault({ ...late, method: 'chat.update', when: isPart(editing, 'card') });
  await send(ada);
  await connect.waitFor(() => connect.contactsPerToken().size === 4);
  await told(world, posting, 'card');
  await told(world, replying, 'contact_id');
  await told(world, editing, 'card', 'Accepted by Amazon Connect');

  const pressing = await ask('sms');
  await server.suspend();
  const refused = await ada.submit();
  expect(await statusOfReady()).toBe(503);
  await delay(AWAY_MS);
  await server.resume();

  expect(refused).toMatchObject({ kind: 'errors', by: 'app' });
  expect(JSON.stringify(refused)).toContain('Press the button again');
  let pressed = await ada.submit();
  for (let presses = 1; pressed.kind !== 'closed' && presses < 20; presses++) pressed = await ada.submit();
  expect(pressed).toEqual({ kind: 'closed' });

  const all = { starting, posting, replying, editing, pressing };
  for (const id of Object.values(all)) {
    await told(world, id, 'card', 'Accepted by Amazon Connect', PATIENCE.timeoutMs);
    await told(world, id, 'contact_id', '', PATIENCE.timeoutMs);
  }
  const count = (part: string) => Object.values(all).map((id) => partsOf(world, id, part).length);
  await slack.waitFor(() => [...count('card'), ...count('contact_id')].every((one) => one === 1), PATIENCE);
  expect([...connect.contactsPerToken().values()]).toEqual([1, 1, 1, 1, 1]);
  expect(await statusOfReady()).toBe(200);
});
