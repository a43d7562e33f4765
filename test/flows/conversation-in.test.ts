import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { turningUntil } from '../support/clock.ts';
import {
  allHeard,
  answersOf,
  answerWith,
  type Conversing,
  heardIn,
  startConversing,
  stream,
  type Talk,
  talk,
  untilCard,
  untilHeard,
} from '../support/conversing.ts';
import { cardOf, contactOf } from '../support/following.ts';
import { buttonsOf, openByCommand, opened, partsOf, reachOut, send, textOf, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ database: 'postgres' });
});
afterAll(() => conversing.stop());

let lastNumber = 500;
const newNumber = () => {
  lastNumber += 1;
  return `+1206555${String(lastNumber).padStart(4, '0')}`;
};

/** Until the transcript of no open chat is still to be read. */
async function allRead({ sql }: World): Promise<void> {
  const behind = () =>
    sql(`select id from reach_out.reach_out where state = 'started'
      and conversation->>'isBehind' = 'true' and conversation->>'writing' in ('wanted', 'on')`);
  while ((await behind()).length > 0) await delay(50);
}

/** Until so much of what was said in a chat is stored. */
async function noted({ sql }: World, id: string, lines: number): Promise<void> {
  const all = () => sql('select from reach_out.line where reach_out_id = $1', [id]);
  while ((await all()).length < lines) await delay(50);
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe('what is said', () => {
  let chat: Talk;
  beforeAll(async () => {
    chat = await talk(conversing);
  });

  test.each([
    { raw: true, duplicates: 2, shuffleWindowMs: 300 },
    { raw: false, duplicates: 1, shuffleWindowMs: 300 },
  ])('stands there once and in order, however it comes: %o', async (settings) => {
    const { world } = conversing;
    const { connect, slack } = world;
    const { id, contact } = await talk(conversing);
    await untilCard(conversing, id, 'delivery not confirmed');
    connect.configureMessages({ ...settings });
    const words = ['one', 'two', 'three', 'four', 'five'].map((word) => `${word} ${settings.raw}`);
    // A slow machine takes in within no second what comes within one.
    await world.holding(async () => {
      for (const word of words) {
        connect.world.customerReply(contact.id, word);
        await delay(5);
      }
      await noted(world, id, words.length);
    });
    world.turn(1);
    for (const word of words) await untilHeard(conversing, id, word, { turns: false });
    connect.configureMessages({ raw: false, duplicates: 0, shuffleWindowMs: 0 });
    const said = heardIn(world, id).flatMap(
      ({ blocks }) => JSON.stringify(blocks).match(/(?:one|two|three|four|five) (?:true|false)/g) ?? [],
    );
    expect(said).toEqual(words);
    // Who answers has got the message.
    await slack.waitFor(() => !cardOf(world, id).includes('delivery not confirmed'));
  });

  test('when it came last is written down', async () => {
    const kept = () =>
      conversing.world.sql<{ what: string }>('select what from reach_out.heard order by what');
    while ((await kept()).length < 2) await delay(50);
    expect(await kept()).toEqual([{ what: 'chat_message' }, { what: 'contact_event' }]);
  });

  test('what comes later than others says when it was written', async () => {
    const { id, contact } = chat;
    const at = Date.now();
    stream(conversing, contact.id, { Content: 'the later one', AbsoluteTime: new Date(at).toISOString() });
    await untilHeard(conversing, id, 'the later one');
    stream(conversing, contact.id, {
      Content: 'the earlier one',
      AbsoluteTime: new Date(at - 65_000).toISOString(),
    });
    await untilHeard(conversing, id, 'the earlier one');
    expect(allHeard(conversing.world, id)).toMatch(/written <!date/);
  });

  test('who speaks is told, and neither our own words nor the first message', async () => {
    const { world, ada } = conversing;
    const { connect } = world;
    const { id, contact, root } = await talk(conversing);
    connect.world.flowSays(contact.id, 'Press 1 for help');
    await untilHeard(conversing, id, 'Press 1 for help');
    expect(allHeard(conversing.world, id)).toContain('Flow');
    expect(allHeard(conversing.world, id)).not.toContain('Hello');
    ada.post('#support', 'Our own words', { threadTs: root });
    const ask = await world.slack.waitFor(() =>
      ada.ephemerals.find((one) => textOf(one).includes('Our own words')),
    );
    await ada.press('send_reply', { conversation: '#support', ts: ask.ts });
    await connect.waitFor(() =>
      connect.phone(contact.customer.address).some(({ content }) => content === 'Our own words'),
    );
    connect.world.queue(contact.id);
    connect.world.agentJoins(contact.id);
    connect.world.customerTypes(contact.id);
    connect.world.agentSays(contact.id, 'Here I am', 'Ana *Ruiz* & Co');
    await untilHeard(conversing, id, 'Here I am');
    expect(allHeard(conversing.world, id)).toContain('*Agent Ana Ruiz &amp; Co*');
    expect(allHeard(conversing.world, id)).not.toContain('Our own words');
  });

  test('what Slack cannot show is named in one line', async () => {
    const { connect } = conversing.world;
    const { id, contact } = await talk(conversing, 'whatsapp');
    connect.world.customerSends(contact.id, { kind: 'attachment', name: 'photo.jpg' });
    connect.world.customerSends(contact.id, { kind: 'interactive', title: 'Yes' });
    stream(conversing, contact.id, {
      ContentType: 'application/vnd.amazonaws.connect.message.location',
      Content: '{}',
    });
    stream(conversing, contact.id, { ContentType: 'application/vnd.whatsapp.contacts', Content: '{}' });
    for (const line of [
      'sent a file.',
      'answered with a form or a list.',
      'sent a location.',
      'cannot be shown',
    ])
      await untilHeard(conversing, id, `${line}`);
    expect(count(allHeard(conversing.world, id), 'Open it in Amazon Connect')).toBeGreaterThanOrEqual(4);
  });

  test('delivered and read are words on the card of WhatsApp alone, and no posts', async () => {
    const { connect } = conversing.world;
    const [whatsapp, sms] = [await talk(conversing, 'whatsapp'), await talk(conversing)];
    connect.world.customerReceives(whatsapp.contact.id);
    await untilCard(conversing, whatsapp.id, 'delivered');
    connect.world.customerReads(whatsapp.contact.id);
    await untilCard(conversing, whatsapp.id, '· read');
    for (const kind of ['delivered', 'read'])
      stream(conversing, sms.contact.id, {
        ...{ Type: 'EVENT', ContentType: `application/vnd.amazonaws.connect.event.message.${kind}` },
      });
    stream(conversing, sms.contact.id, { Content: 'after the receipts', ParticipantRole: 'SYSTEM' });
    await untilHeard(conversing, sms.id, 'after the receipts');
    expect(cardOf(conversing.world, sms.id)).toContain('delivery not confirmed');
    expect(heardIn(conversing.world, whatsapp.id)).toHaveLength(0);
  });

  test('whoever asked is mentioned once after ten quiet minutes', async () => {
    const { ada } = conversing;
    const { id, contact } = await talk(conversing);
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const mention = `<@${ada.id}>`;
    for (const [minutes, word] of [
      [0, 'first'],
      [1, 'second'],
      [9, 'third'],
    ] as const) {
      stream(conversing, contact.id, { Content: word, AbsoluteTime: at(minutes) });
      await untilHeard(conversing, id, word);
    }
    expect(count(allHeard(conversing.world, id), mention)).toBe(1);
    stream(conversing, contact.id, { Content: 'fourth', AbsoluteTime: at(20) });
    await untilHeard(conversing, id, 'fourth');
    expect(count(allHeard(conversing.world, id), mention)).toBe(2);
  });

  test('STOP is shown as such, and a reply that waited does not go', async () => {
    const { world, ada } = conversing;
    const { connect } = world;
    const { id, contact, root } = await talk(conversing);
    const typed = ada.post('#support', 'Too late to go', { threadTs: root });
    const ask = await world.slack.waitFor(() =>
      ada.ephemerals.find((one) => textOf(one).includes('Too late')),
    );
    connect.fault({ operation: 'SendMessage', kind: 'throttle', times: Number.POSITIVE_INFINITY });
    await ada.press('send_reply', { conversation: '#support', ts: ask.ts });
    stream(conversing, contact.id, { Content: '  Stop. ' });
    await untilHeard(conversing, id, 'They opted out');
    connect.clearFaults();
    await world.slack.waitFor(() =>
      world.slack
        .messages('#support')
        .find(({ ts }) => ts === typed.ts)
        ?.reactions?.some(({ name }) => name === 'warning'),
    );
    expect(connect.phone(contact.customer.address).map(({ content }) => content)).not.toContain(
      'Too late to go',
    );
  });
});

describe('two reach-outs in one chat', () => {
  test('both threads tell what is said and the end; the second says that it is answered elsewhere', async () => {
    const { world, ada } = conversing;
    const { connect } = world;
    connect.setSecondChat('same');
    const number = newNumber();
    const first = await reachOut(world, ada, `${number} sms Hello`);
    const contact = await contactOf(world, first);
    await connect.waitFor(() => connect.participant(contact.id));
    await told(world, first, 'contact_id');
    await openByCommand(world, ada, `${number} sms Hello again`, '#support');
    const asked = await ada.submit();
    expect(JSON.stringify(asked)).toContain('open_elsewhere');
    expect(JSON.stringify(ada.view?.definition.blocks)).toMatch(/archives\/[A-Z0-9]+\/p\d+\|/);
    await ada.choose('confirm', ['open_elsewhere']);
    const second = await send(ada);
    await told(world, second, 'contact_id', contact.id);
    await untilCard(conversing, second, 'Another thread answers in this conversation');
    connect.world.customerReply(contact.id, 'Which of you is it?');
    await untilHeard(conversing, first, 'Which of you is it?');
    await untilHeard(conversing, second, 'Which of you is it?');
    // The first can't write any more, so the second does.
    await world.sql(
      `update reach_out.reach_out set revision = revision + 1,
        conversation = conversation - 'link' || '{"writing": "refused"}' where id = $1`,
      [first],
    );
    connect.world.participantDropped(contact.id);
    world.turn(61);
    await connect.waitFor(() => connect.participant(contact.id)?.connectedAt);
    await world.slack.waitFor(() => !cardOf(world, second).includes('Another thread'));
    connect.world.endByFlow(contact.id);
    await untilCard(conversing, first, 'Conversation ended');
    await untilCard(conversing, second, 'Conversation ended');
    connect.setSecondChat('another');
  });
});

test('two reach-outs of one thread in one chat tell each message once, and both what follows from it', async () => {
  const { world, ada } = conversing;
  const { connect } = world;
  const chat = await talk(conversing);
  connect.setSecondChat('same');
  await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', chat.root));
  await ada.fill('phone', chat.contact.customer.address);
  await ada.fill('message', 'Hello again');
  await ada.submit();
  await ada.choose('confirm', ['open_elsewhere']);
  const second = await send(ada);
  await told(world, second, 'contact_id', chat.contact.id);
  connect.setSecondChat('another');
  connect.world.customerReply(chat.contact.id, 'Only once');
  stream(conversing, chat.contact.id, { Content: 'Stop' });
  for (const id of [chat.id, second]) await untilCard(conversing, id, 'They opted out');
  while ((await world.sql('select from reach_out.line where is_open')).length > 0) await delay(50);
  expect(
    count(JSON.stringify(world.slack.messages('#support').map(({ blocks }) => blocks)), 'Only once'),
  ).toBe(1);
});

describe('the customer writes after the end', () => {
  test.each(['number', 'arn'] as const)(
    'it joins the thread, is answerable again, and ends again (%s)',
    async (systemEndpoint) => {
      const { world, ada } = conversing;
      const { connect } = world;
      const { id, contact, root } = await talk(conversing);
      connect.world.endByFlow(contact.id);
      await untilCard(conversing, id, 'Conversation ended');
      const again = connect.world.customerWritesAgain(contact.id, 'One more thing', { systemEndpoint });
      if (!again) throw new Error('no contact began');
      await told(world, id, 'contact_id', again.id);
      await untilHeard(conversing, id, 'One more thing');
      expect(partsOf(world, id, 'contact_id').map(textOf).join()).toContain('The customer wrote again');
      expect(partsOf(world, id, 'contact_id')).toHaveLength(2);
      await untilCard(conversing, id, 'Conversation open');
      await connect.waitFor(() => connect.participant(again.id));
      ada.post('#support', `Gladly ${systemEndpoint}`, { threadTs: root });
      const ask = await world.slack.waitFor(() =>
        ada.ephemerals.find((one) => textOf(one).includes(`Gladly ${systemEndpoint}`)),
      );
      expect(buttonsOf(ask)).toContain('send_reply');
      await ada.press('send_reply', { conversation: '#support', ts: ask.ts });
      await connect.waitFor(() =>
        connect.phone(contact.customer.address).some(({ content }) => content === `Gladly ${systemEndpoint}`),
      );
      connect.world.endByFlow(again.id);
      await untilCard(conversing, id, 'Conversation ended');
    },
  );

  test('at once, before the end is confirmed: it joins all the same', async () => {
    const { world } = conversing;
    const { id, contact } = await talk(conversing);
    world.connect.world.endByFlow(contact.id);
    world.connect.world.customerWritesAgain(contact.id, 'Not so fast');
    await untilHeard(conversing, id, 'Not so fast', { timeoutMs: 30_000 });
    await untilCard(conversing, id, 'Conversation open');
  });

  test('it joins where Amazon Connect does not tell at first who wrote', async () => {
    const { world } = conversing;
    const { id, contact } = await talk(conversing);
    world.connect.world.endByFlow(contact.id);
    await untilCard(conversing, id, 'Conversation ended');
    world.connect.fault({ operation: 'DescribeContact', kind: 'http_500', times: 2 });
    world.connect.fault({ operation: 'ListPhoneNumbersV2', kind: 'throttle', times: 1 });
    world.connect.world.customerWritesAgain(contact.id, 'Me again');
    await untilHeard(conversing, id, 'Me again', { timeoutMs: 30_000 });
    world.connect.clearFaults();
  });

  test('the transcript is asked for before the end is told, and what comes after the end is told all the same', async () => {
    const { connect } = conversing.world;
    const { id, contact } = await talk(conversing);
    connect.clearRequests();
    connect.fault({ operation: 'GetTranscript', kind: 'http_500', times: 2 });
    connect.world.endByFlow(contact.id);
    const asked = () => connect.requests().filter(({ operation }) => operation === 'GetTranscript').length;
    await turningUntil(
      conversing.world,
      connect.waitFor(() => asked() === 3),
    );
    await untilCard(conversing, id, 'Conversation ended');
    stream(conversing, contact.id, { Content: 'Said before, told late' });
    await untilHeard(conversing, id, 'Said before, told late');
  });

  test('somebody else who writes is none of ours', async () => {
    const { world } = conversing;
    const { contact } = await talk(conversing);
    const other = world.connect.world.customerWrites({
      ...{ from: newNumber(), to: contact.system.address, subtype: 'connect:SMS' },
      message: { kind: 'text', text: 'Hello?' },
    });
    const { id, contact: later } = await talk(conversing);
    world.connect.world.customerReply(later.id, 'Order is kept');
    await untilHeard(conversing, id, 'Order is kept');
    expect(world.connect.chat(other?.id ?? '')?.stream).toBeUndefined();
  });
});

/** The customers write so much each, within a second. */
function writeMuch(those: Conversing, chats: Talk[], each: number): string[] {
  const begin = Date.now() - 1_000;
  const words = Array.from({ length: each }, (_, index) => `word ${index + 1}.`);
  for (const [index, Content] of words.entries())
    for (const { contact } of chats)
      stream(those, contact.id, { Content, AbsoluteTime: new Date(begin + index * 30).toISOString() });
  return words;
}

/** Each word as often as it stands in a thread, in the order of reading. */
function wordsIn(world: World, id: string): string[] {
  return heardIn(world, id).flatMap(({ blocks }) => JSON.stringify(blocks).match(/word \d+\./g) ?? []);
}

describe('a burst', () => {
  test('of 30 messages within a second is a few posts within two more, in order and each once', async () => {
    const { world, sqs } = conversing;
    const chat = await talk(conversing);
    const words = await world.holding(async () => {
      const written = writeMuch(conversing, [chat], 30);
      // Others of this queue may come again for minutes.
      await sqs.waitFor(() => !sqs.messages().some(({ body }) => body.includes(chat.contact.id)), {
        timeoutMs: 20_000,
      });
      return written;
    });
    world.turn(2);
    await untilHeard(conversing, chat.id, 'word 30.', { turns: false });
    expect(wordsIn(world, chat.id)).toEqual(words);
    expect(heardIn(world, chat.id).length).toBeLessThanOrEqual(3);
  });
});

describe('where Slack takes one post a second', () => {
  let strict: Conversing;
  beforeAll(async () => {
    strict = await startConversing({ slack: { strictPostRate: true } });
  });
  afterAll(() => strict.stop());

  test('a burst of 50 lines in two seconds is few posts, soon', async () => {
    const { world } = strict;
    const { id, contact } = await talk(strict);
    // By the clock, however long the machine takes.
    await world.holding(async () => {
      for (let line = 1; line <= 50; line++) {
        world.connect.world.customerReply(contact.id, `line ${line}.`);
        await delay(40);
        world.turn(0.04);
      }
      await strict.sqs.waitFor(() => strict.sqs.messages().length === 0);
    });
    await untilHeard(strict, id, 'line 50.', { timeoutMs: 20_000, turns: false });
    expect(heardIn(world, id).length).toBeLessThanOrEqual(9);
    for (let line = 1; line <= 50; line++) expect(allHeard(world, id)).toContain(`line ${line}.`);
  });

  test('so are 30 lines of three customers in one channel', async () => {
    const { world } = strict;
    const chats = [await talk(strict), await talk(strict), await talk(strict)];
    const words = await world.holding(async () => {
      const written = writeMuch(strict, chats, 10);
      await strict.sqs.waitFor(() => strict.sqs.messages().length === 0);
      return written;
    });
    for (const { id } of chats) await untilHeard(strict, id, 'word 10.');
    for (const { id } of chats) expect(wordsIn(world, id)).toEqual(words);
    expect(chats.flatMap(({ id }) => heardIn(world, id)).length).toBeLessThanOrEqual(6);
  });
});

describe('nothing is kept, and nothing missed', () => {
  test('texts and tokens are gone with the need for them, and none lies there in the clear', async () => {
    const { world } = conversing;
    const { id, contact, root } = await talk(conversing);
    stream(conversing, contact.id, {
      Content: 'a secret of the customer',
      DisplayName: contact.customer.address,
    });
    await untilHeard(conversing, id, 'a secret of the customer');
    stream(conversing, contact.id, {
      ...{ Content: 'a secret of Ana', ParticipantRole: 'AGENT', DisplayName: 'Ana Secretive' },
    });
    await untilHeard(conversing, id, 'a secret of Ana');
    const { ada } = conversing;
    ada.post('#support', 'a secret that goes', { threadTs: root });
    await answerWith(conversing, 'a secret that goes', 'send_reply');
    await world.connect.waitFor(() =>
      world.connect.phone(contact.customer.address).some(({ content }) => content === 'a secret that goes'),
    );
    ada.post('#support', 'a secret that stays', { threadTs: root });
    await answerWith(conversing, 'a secret that stays', 'keep_note');
    ada.post('#support', 'a secret that nobody answers for', { threadTs: root });
    await world.slack.waitFor(() => answersOf(ada, 'nobody answers for').length === 1);
    await world.app.drain();
    const dump = async () =>
      JSON.stringify([
        await world.sql('select conversation, contact from reach_out.reach_out where id = $1', [id]),
        await world.sql('select * from reach_out.line where reach_out_id = $1', [id]),
        await world.sql('select * from reach_out.audit_entry where reach_out_id = $1', [id]),
        await world.sql('select * from reach_out.post where reach_out_id = $1', [id]),
      ]);
    const before = await dump();
    for (const secret of [
      'a secret',
      'Ana Secretive',
      contact.customer.address,
      'connection',
      'participantToken',
    ])
      expect(before).not.toContain(secret);
    expect(before).toContain('"link":');
    const kept = () =>
      world.sql<{ state: string }>(
        `select line ->> 'state' as state from reach_out.line where reach_out_id = $1 and sealed is not null`,
        [id],
      );
    // Its writer may still answer, for a day.
    expect(await kept()).toEqual([{ state: 'asked' }]);
    world.connect.world.endByFlow(contact.id);
    await untilCard(conversing, id, 'Conversation ended');
    const hasEnded = async () => (await dump()).includes('"action":"end"');
    while (!(await hasEnded())) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await dump()).not.toContain('"link":');
    for (const words of ['a secret', 'Secretive']) expect(world.logged()).not.toContain(words);
  });

  test('what SNS has lost while the app was down is read from the transcript, of open chats, once', async () => {
    const { world } = conversing;
    const one = await talk(conversing);
    await talk(conversing);
    world.connect.world.customerReply(one.contact.id, 'Heard before');
    await untilHeard(conversing, one.id, 'Heard before');
    world.turn(120);
    world.connect.configureMessages({ hold: true });
    await world.restart(async () => {
      world.connect.world.customerReply(one.contact.id, 'Lost on its way');
    });
    await untilHeard(conversing, one.id, 'Lost on its way');
    world.connect.configureMessages({ hold: false });
    world.connect.world.customerReply(one.contact.id, 'And another');
    await untilHeard(conversing, one.id, 'And another');
    expect(count(JSON.stringify(heardIn(world, one.id).map(({ blocks }) => blocks)), 'Lost on its way')).toBe(
      1,
    );
    await allRead(world);
    world.connect.clearRequests();
    await world.restart();
    await talk(conversing);
    const transcripts = world.connect.requests().filter(({ operation }) => operation === 'GetTranscript');
    // Of the new one alone: the others were read within the last minute.
    expect(transcripts.length).toBeLessThanOrEqual(1);
  });
});
