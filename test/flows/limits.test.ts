import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import { blockOf, openByCommand, partsOf, reachOut, send, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const policy = policyFile(`
limits:
  recipient: { most: 2, hours: 24, beyond: ask }
  person: { most: 3, hours: 1 }
  workspace: { most: 5, hours: 1 }
`);
let world: World;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await startWorld({ env: policy.env, database: 'postgres' });
  ada = world.slack.as(seedIds.ada);
  grace = world.slack.as(seedIds.grace);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const to = (last: number, channel = 'sms') => `+1206555${String(last).padStart(4, '0')} ${channel} Hi`;

test('a number that was contacted often is asked about, with links to the threads', async () => {
  const first = await reachOut(world, ada, to(101));
  const second = await reachOut(world, grace, to(101, 'voice'), '#vip');
  await Promise.all([first, second].map((id) => told(world, id, 'contact_id')));
  await openByCommand(world, ada, to(101));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  expect(JSON.stringify(blockOf(ada.view, 'confirm'))).toContain(
    '+1 …0101 may be contacted again after 2 times in 24 hours',
  );
  const earlier = JSON.stringify(blockOf(ada.view, 'earlier'));
  for (const [id, how, place] of [
    [first, `SMS by <@${seedIds.ada}>`, seedIds.support],
    [second, `Voice call by <@${seedIds.grace}>`, seedIds.vip],
  ] as const) {
    const [card] = partsOf(world, id, 'card');
    expect(earlier).toContain(`${how} · <`);
    expect(earlier).toContain(`/archives/${place}/p${card?.ts.replace('.', '')}|go to its thread>`);
  }
  expect(earlier).not.toContain('Hi');
  await ada.choose('confirm', ['contacted_before']);
  await told(world, await send(ada), 'contact_id');
});

test('a person who has used a limit up reads when the next can go, and loses nothing', async () => {
  await told(world, await reachOut(world, ada, to(102)), 'contact_id');
  await openByCommand(world, ada, to(103));
  const refused = {
    kind: 'errors',
    errors: {
      message: expect.stringMatching(
        /^That is all the policy allows: 3 reach-outs by one person in 1 hour\. The next can go in (1 h|\d+ min)\.$/,
      ),
    },
  };
  expect(await ada.submit()).toMatchObject(refused);
  world.turn(3500);
  expect(await ada.submit()).toMatchObject({
    kind: 'errors',
    errors: { message: expect.stringMatching(/in [12] min/) },
  });
  world.turn(120);
  expect(await ada.submit()).toMatchObject({ kind: 'closed' });
});
