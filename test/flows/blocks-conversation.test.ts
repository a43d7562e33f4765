import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  answersOf,
  answerWith,
  type Conversing,
  heardIn,
  marksAt,
  onPhone,
  startConversing,
  stream,
  talk,
  untilHeard,
} from '../support/conversing.ts';
import { policyFile } from '../support/policy.ts';
import { openByCommand, opened, textOf } from '../support/steps.ts';

const policy = policyFile(`admins: [${seedIds.grace}]\n`);
let conversing: Conversing;
let grace: Person;

beforeAll(async () => {
  conversing = await startConversing({ database: 'postgres', env: policy.env });
  grace = conversing.world.slack.as(seedIds.grace);
});
afterAll(async () => {
  await conversing.stop();
  policy.remove();
});

const command = async (text: string) => JSON.stringify(await grace.command('#support', `/reach-out ${text}`));

/** What the audit trail holds of replies that did not go, to a conversation's reach-out. */
const accountOf = (id: string) =>
  conversing.world.sql<{ actor: string; door: string; action: string; detail: { reply: string } }>(
    `select actor, door, action, detail from audit_entry
     where action in ('refused', 'reply_refused') and reach_out_id = $1 order by id`,
    [id],
  );

/** What the form says to this number and channel; nothing where it goes. */
async function refusalOf(text: string): Promise<string | undefined> {
  const { world, ada } = conversing;
  await openByCommand(world, ada, text);
  const { errors } = (await ada.submit()) as { errors?: Record<string, string> };
  await ada.close();
  return errors?.phone;
}

test("STOP blocks the conversation's channel, and START lifts what STOP has set and nothing else", async () => {
  const { world } = conversing;
  const chat = await talk(conversing);
  const number = chat.contact.customer.address;
  stream(conversing, chat.contact.id, { Content: '"Désabonner" means stop.' });
  await untilHeard(conversing, chat.id, 'Désabonner');
  expect(await command(`unblock ${number}`)).toContain('is not on the do-not-contact list');

  stream(conversing, chat.contact.id, { Content: 'Arrêt' });
  await untilHeard(conversing, chat.id, 'They opted out');
  await world.slack.waitFor(() => refusalOf(`${number} sms Hi`));
  expect(await refusalOf(`${number} sms Hi`)).toMatch(
    /^On the do-not-contact list since .*, for SMS: they asked for that themselves, with STOP\./,
  );
  expect(await refusalOf(`${number} whatsapp Hi`)).toBeUndefined();

  expect(await command(`block ${number} sms Told us on the phone`)).toContain('Before, only their own STOP');
  stream(conversing, chat.contact.id, { Content: 'UNSTOP' });
  await untilHeard(conversing, chat.id, 'They opted in again');
  expect(await refusalOf(`${number} sms Hi`)).toContain('for SMS: Told us on the phone.');
  expect(await command(`unblock ${number}`)).toContain('was taken off');
  expect(await command(`unblock ${number}`)).toContain('is not on the do-not-contact list');
});

test('an admin may lift a STOP, and reads that AWS and the carrier may hold it', async () => {
  const { world } = conversing;
  const chat = await talk(conversing, 'whatsapp');
  stream(conversing, chat.contact.id, { Content: 'stop' });
  await untilHeard(conversing, chat.id, 'They opted out');
  await world.app.drain();
  const answer = await command(`unblock ${chat.contact.customer.address}`);
  expect(answer).toContain('for WhatsApp: they asked for that themselves');
  expect(answer).toContain('AWS and their carrier may still hold back messages');
});

test('a reply to a number that was blocked meanwhile stays in Slack, however it was written', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  world.connect.world.customerReply(chat.contact.id, 'Anybody there?');
  await untilHeard(conversing, chat.id, 'Anybody there?');
  const waiting = ada.post('#support', 'Before', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'Before').length === 1);
  await command(`block ${chat.contact.customer.address} sms`);

  await answerWith(conversing, 'Before', 'send_reply');
  await world.slack.waitFor(() => answersOf(ada, 'on the do-not-contact list').length === 1);
  ada.post('#support', 'After', { threadTs: chat.root });
  await world.slack.waitFor(() => answersOf(ada, 'on the do-not-contact list').length === 2);
  const [heard] = heardIn(world, chat.id);
  const place = { conversation: '#support', ts: heard?.ts ?? '' };
  await ada.press('reply', place);
  await world.slack.waitFor(() => answersOf(ada, 'on the do-not-contact list').length === 3);
  expect(marksAt(world, waiting.ts)).toEqual([]);

  await command(`unblock ${chat.contact.customer.address}`);
  const view = await opened(world, ada, () => ada.press('reply', place));
  expect(view.definition.callback_id).toBe('reply');
  await ada.fill('message', 'By the form');
  await command(`block ${chat.contact.customer.address}`);
  expect(await ada.submit()).toMatchObject({
    errors: { message: expect.stringMatching(/^Not sent\. Their number is on the do-not-contact list/) },
  });
  await ada.close();
  expect(onPhone(conversing, chat)).toEqual(['Hello', 'Anybody there?']);
  const refused = { actor: seedIds.ada, action: 'refused', detail: { what: 'reply', rule: 'blocked' } };
  const account = await accountOf(chat.id);
  expect(account).toMatchObject(['button', 'message', 'form'].map((door) => ({ ...refused, door })));
  expect(new Set(account.map(({ detail }) => detail.reply)).size).toBe(3);
});

test('a reply that waits when its number is blocked is not sent, and its writer is told', async () => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  world.connect.fault({ kind: 'throttle', operation: 'SendMessage', times: 1 });
  ada.post('#support', 'Soon', { threadTs: chat.root });
  await answerWith(conversing, 'Soon', 'send_reply');
  await world.app.drain();
  await command(`block ${chat.contact.customer.address}`);
  world.turn(5);
  await world.slack.waitFor(() =>
    ada.ephemerals.some((message) => textOf(message).includes('Not sent. Their number is on')),
  );
  expect(onPhone(conversing, chat)).toEqual(['Hello']);
  expect(await accountOf(chat.id)).toMatchObject([
    { actor: 'engine', action: 'reply_refused', detail: { by: seedIds.ada, cause: 'blocked' } },
  ]);
});

test('a STOP that only the transcript tells of counts as well', async () => {
  const { world } = conversing;
  const chat = await talk(conversing, 'whatsapp');
  world.connect.world.customerReply(chat.contact.id, 'Hello');
  await untilHeard(conversing, chat.id, 'Hello');
  world.turn(120);
  world.connect.configureMessages({ hold: true });
  await world.restart(async () => {
    world.connect.world.customerReply(chat.contact.id, 'Stop');
  });
  await untilHeard(conversing, chat.id, 'They opted out');
  await world.app.drain();
  world.connect.configureMessages({ hold: false });
  expect(await refusalOf(`${chat.contact.customer.address} whatsapp Hi`)).toContain('with STOP');
});
