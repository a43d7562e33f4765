import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import {
  buttonsOf,
  callsFor,
  openByCommand,
  opened,
  reachOut,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const policy = policyFile(`admins: [${seedIds.grace}]\n`);
let world: World;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  world = await startWorld({
    database: 'postgres',
    env: { ...policy.env, REACH_OUT_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}` },
  });
  [ada, grace] = [world.slack.as(seedIds.ada), world.slack.as(seedIds.grace)];
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const TODAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date());

/** What the person alone reads. */
async function answerTo(person: Person, text: string): Promise<string> {
  const answer = await person.command('#support', `/reach-out ${text}`);
  return (answer as { response?: { text: string } }).response?.text ?? '';
}

async function refusalOf(text: string): Promise<string> {
  await openByCommand(world, ada, text);
  const { errors = {} } = (await ada.submit()) as { errors?: Record<string, string> };
  expect(Object.keys(errors)).toEqual(['phone']);
  await ada.close();
  return errors.phone ?? '';
}

test('an admin blocks a number, is told what was so before, and nobody reaches it', async () => {
  expect(await answerTo(grace, 'block +1 206 555 0160 Asked us to stop.')).toBe(
    `+1 …0160 is on the do-not-contact list since ${TODAY}, for every channel: Asked us to stop. It was not on it before.`,
  );
  expect(await answerTo(grace, 'block 2065550160 sms')).toBe(
    `+1 …0160 was on the do-not-contact list before, since ${TODAY}, for every channel: Asked us to stop. Nothing was changed.`,
  );
  for (const channel of ['sms', 'whatsapp', 'call'])
    expect(await refusalOf(`+1 206 555 0160 ${channel} Hi`)).toBe(
      `On the do-not-contact list since ${TODAY}, for every channel: Asked us to stop. If that no longer holds, ask whoever installed Reach Out.`,
    );

  expect(await answerTo(grace, 'unblock +12065550160 sms')).toContain(
    "can't be taken off for one channel alone",
  );
  expect(await answerTo(grace, 'unblock +12065550160 They wrote to us, from 206-555-0160')).toBe(
    `+1 …0160 was taken off the do-not-contact list. It had been on it since ${TODAY}, for every channel: Asked us to stop.`,
  );
  expect(await answerTo(grace, 'unblock +12065550160')).toContain('is not on the do-not-contact list');
  expect(callsFor(world, await reachOut(world, ada, '+1 206 555 0160 sms Hi'))).toBeDefined();

  const trail = await world.sql<{ actor: string; door: string; action: string; detail: object }>(
    `select actor, door, action, detail from reach_out.audit_entry where reach_out_id is null and action like '%blocked'`,
  );
  const by = { actor: seedIds.grace, door: 'command' };
  expect(trail).toEqual([
    { ...by, action: 'blocked', detail: { number: '+1 …0160', channel: 'all' } },
    {
      ...by,
      action: 'unblocked',
      detail: { number: '+1 …0160', channel: 'all' },
    },
  ]);
});

test('for one channel, the others stay open', async () => {
  expect(await answerTo(grace, 'block +12065550161 whatsapp <b>')).toContain('for WhatsApp: &lt;b&gt;.');
  expect(await refusalOf('+1 206 555 0161 whatsapp Hi')).toContain('for WhatsApp: <b>.');
  await told(world, await reachOut(world, ada, '+1 206 555 0161 sms Hi'), 'card', 'Accepted');
});

test('who is no admin changes nothing and reads whom to ask', async () => {
  expect(await answerTo(ada, 'block +12065550162')).toBe(
    `Only admins can change the do-not-contact list. Nothing was changed. Ask <@${seedIds.grace}>.`,
  );
  expect(await answerTo(grace, 'unblock +12065550162')).toContain('is not on the do-not-contact list');
});

test.each([
  ['block +1 206 555 01', 'Nothing was changed.'],
  ['block +12065550163 +12065550164', 'Type one at a time.'],
  [`block +12065550163 ${'x'.repeat(201)}`, 'The reason is 1 character too long (at most 200). Shorten it.'],
])('%s is told what is wrong', async (text, says) => {
  expect(await answerTo(grace, text)).toContain(says);
  expect(await answerTo(grace, 'unblock +12065550163')).toContain('is not on the do-not-contact list');
});

test('a number that is blocked before the start is not reached, and trying again is refused at the form', async () => {
  world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact', times: 1 });
  const id = await reachOut(world, ada, '+1 206 555 0165 sms Hi');
  await told(world, id, 'card');
  await answerTo(grace, 'block +12065550165 Wrong & rude\0, ask 206 & 555 & 0901');
  world.turn(30);
  const card = await told(world, id, 'card', 'Not sent');
  expect(textOf(card)).toContain(
    `On the do-not-contact list since ${TODAY}, for every channel: Wrong &amp; rude , ask …. If that no longer holds, ask`,
  );
  expect(callsFor(world, id)).toHaveLength(1);

  expect(buttonsOf(card)).toEqual(['try_again']);
  await opened(world, ada, () => ada.press('try_again', { conversation: '#support', ts: card.ts }));
  expect(await ada.submit()).toMatchObject({ errors: { phone: expect.stringContaining('Wrong & rude') } });
  await answerTo(grace, 'unblock +12065550165');
  await told(world, await send(ada), 'card', 'Accepted');
});

test('neither the number nor the reason can be read in the database', async () => {
  await answerTo(grace, 'block +12065550166 Quiet reason');
  const rows = await world.sql('select * from reach_out.block');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/0166|Quiet/);
});

test('only admins read in the help how numbers are blocked', async () => {
  const helpFor = async (person: Person) =>
    JSON.stringify(await person.command('#support', '/reach-out help'));
  expect(await helpFor(grace)).toContain('/reach-out block NUMBER');
  expect(await helpFor(ada)).not.toContain('block NUMBER');
});
