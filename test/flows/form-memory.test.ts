import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type OpenView, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { sendPayload } from '../support/payload.ts';
import { blockIdsOf, blockOf, metadataOf, openByCommand, opened, send, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres', env: { REACH_OUT_ENCRYPTION_KEYS: KEY } });
  ada = world.slack.as(seedIds.ada);
});
afterEach(async () => {
  world.slack.faults.clear();
  await world.sql('delete from reach_out.form');
});
afterAll(() => world.stop());

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const NUMBER = '+1 206 555 0152';
const OTHER = '+1 206 555 0153';

const typed = (field: string, person = ada) => {
  const value = person.view?.values[field]?.[field];
  return value?.value ?? (value?.selected_option as { value?: string } | null)?.value ?? undefined;
};

const isBack = (view: OpenView | undefined) =>
  textOf({ text: '', blocks: view?.definition.blocks as never }).includes('What you had typed at <!date^');

/** Once the app has taken in what was typed. */
async function close(person = ada, how?: { all: boolean }): Promise<void> {
  await world.app.drain();
  await person.close(how);
  await world.app.drain();
}

async function type(values: Record<string, string>, person = ada): Promise<void> {
  for (const [field, text] of Object.entries(values)) await person.fill(field, text);
}

/** A form that is filled in by hand and closed. */
async function typeAndClose(values: Record<string, string>, conversation = '#support'): Promise<void> {
  await openByCommand(world, ada, '', conversation);
  await type(values);
  await close();
}

describe('what was typed into a form that was closed', () => {
  test.each<[string, { all: boolean } | undefined]>([
    ['Cancel', undefined],
    ['the cross', { all: true }],
  ])('by %s comes back, says so, and can be sent', async (_, how) => {
    await openByCommand(world, ada, '');
    await type({ phone: '(206) 555-0152', message: 'Your order is ready at last' });
    await ada.choose('channel', 'whatsapp');
    await close(ada, how);
    const view = await openByCommand(world, ada, '');
    expect(isBack(view)).toBe(true);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([
      '(206) 555-0152',
      'whatsapp',
      'Your order is ready at last',
    ]);
    await send(ada);
    await world.app.drain();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
    expect(typed('message')).toBeUndefined();
  });

  test('comes back as it stood when it was closed, where Slack says so', async () => {
    const view = await openByCommand(world, ada, NUMBER);
    const values = { phone: NUMBER, message: 'Typed a moment before it was closed' };
    const state = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { [name]: { type: 'plain_text_input', value } }]),
    );
    const payload = {
      type: 'view_closed',
      team: { id: seedIds.team },
      user: { id: seedIds.ada, team_id: seedIds.team },
      view: { ...view.definition, id: view.id, state: { values: state } },
      is_cleared: false,
    };
    expect((await sendPayload(world, payload)).status).toBe(200);
    await openByCommand(world, ada, '');
    expect([typed('phone'), typed('message')]).toEqual([NUMBER, values.message]);
  });

  test('and was not taken, comes back as it was submitted', async () => {
    await openByCommand(world, ada, `${NUMBER} sms Hi`);
    await ada.fill('phone', '123');
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('display_name'));
    await type({ display_name: 'Grace H.' });
    expect(await ada.submit()).toMatchObject({ kind: 'errors' });
    await close();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
    expect([typed('phone'), typed('display_name')]).toEqual(['123', 'Grace H.']);
  });

  test('came with the command, too', async () => {
    await openByCommand(world, ada, `${NUMBER} voice The doors are open again`);
    await close();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([
      NUMBER,
      'voice',
      'The doors are open again',
    ]);
  });

  test('comes back with More options and answers of the other channel', async () => {
    await openByCommand(world, ada, `${NUMBER} sms Hi`);
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('display_name'));
    await type({ display_name: 'Grace H.' });
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('queue_id'));
    await close();
    await openByCommand(world, ada, '');
    expect(typed('channel')).toBe('voice');
    await ada.choose('channel', 'sms');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('display_name'));
    expect(typed('display_name')).toBe('Grace H.');
  });

  test.each<[command: string, isBack: boolean, phone: string | undefined, message: string | undefined]>([
    ['', true, NUMBER, 'Your order is ready'],
    [NUMBER, true, NUMBER, 'Your order is ready'],
    ['206-555-0152', true, NUMBER, 'Your order is ready'],
    [`${NUMBER} sms Your order is ready`, true, NUMBER, 'Your order is ready'],
    ['sms', true, NUMBER, 'Your order is ready'],
    [OTHER, false, OTHER, undefined],
    [`${NUMBER} sms Something else`, false, NUMBER, 'Something else'],
    ['sms Something else', false, undefined, 'Something else'],
  ])('behind “/reach-out %s”: %p', async (command, back, phone, message) => {
    await typeAndClose({ phone: NUMBER, message: 'Your order is ready' });
    expect(isBack(await openByCommand(world, ada, command))).toBe(back);
    expect([typed('phone'), typed('message')]).toEqual([phone, message]);
  });

  test('comes back to the same person in the same place, and nowhere else', async () => {
    await typeAndClose({ phone: NUMBER, message: 'Your order is ready' });
    const grace = world.slack.as(seedIds.grace);
    expect(isBack(await openByCommand(world, grace, ''))).toBe(false);
    expect(isBack(await openByCommand(world, ada, '', '#vip'))).toBe(false);
    expect(isBack(await opened(world, ada, () => ada.globalShortcut('reach_out')))).toBe(false);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
  });

  test('comes back once more where nobody said that the form was closed in which it was back', async () => {
    await typeAndClose({ phone: NUMBER, message: 'Your order is ready' });
    await openByCommand(world, ada, '');
    await world.app.drain();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
    await type({ message: 'Your order is ready now' });
    await world.app.drain();
    await openByCommand(world, ada, '');
    expect(typed('message')).toBe('Your order is ready now');
    await send(ada);
    await world.app.drain();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
  });

  test('is not taken from a form that is open still', async () => {
    await openByCommand(world, ada, `${NUMBER} voice Hi`);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([undefined, 'sms', undefined]);
  });

  test('comes back where the form asks for the place, with the one that was picked', async () => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await type({ phone: NUMBER, message: 'Your order is ready' });
    await ada.choose('conversation', seedIds.vip);
    await close();
    expect(isBack(await opened(world, ada, () => ada.globalShortcut('reach_out')))).toBe(true);
    expect(ada.view?.values.conversation?.conversation).toMatchObject({ selected_conversation: seedIds.vip });
  });

  test('comes back after a restart, and is never readable in the database', async () => {
    await typeAndClose({ phone: NUMBER, message: 'Nobody else reads this sentence' });
    await world.restart();
    const [row] = await world.sql<{ sealed: string }>('select sealed from reach_out.form');
    expect(row?.sealed).toMatch(/^k1:/);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
    expect(typed('message')).toBe('Nobody else reads this sentence');
  });

  test('comes back within the hour; then it is erased', async () => {
    await typeAndClose({ phone: NUMBER, message: 'Your order is ready' });
    const sealed = () =>
      world.sql<{ sealed: string }>('select sealed from reach_out.form where sealed is not null');
    world.turn(59 * 60);
    expect(await sealed()).toHaveLength(1);
    world.turn(2 * 60);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
    await ada.close();
    world.turn(6 * 60);
    for (let looks = 0; looks < 50 && (await sealed()).length > 0; looks++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await sealed()).toEqual([]);
    world.turn(-67 * 60);
  });

  test('of a form that stayed open for hours counts from when it was closed', async () => {
    await openByCommand(world, ada, '');
    await type({ phone: NUMBER });
    await world.app.drain();
    world.turn(3 * 3600);
    await close();
    world.turn(50 * 60);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
    world.turn(-3 * 3600 - 50 * 60);
  });

  test('is not brought back by one that is opened to try again', async () => {
    await typeAndClose({ phone: OTHER, message: 'Your order is ready' });
    world.connect.fault({ kind: 'invalid_request', operation: 'StartOutboundChatContact' });
    await openByCommand(world, ada, `${NUMBER} sms Hi`, '#vip');
    const id = await send(ada);
    await world.app.drain();
    const card = world.slack.messages(seedIds.vip).findLast((one) => textOf(one).includes('Try again'));
    const again = await opened(world, ada, () => ada.press('try_again', card!));
    expect([isBack(again), typed('phone')]).toEqual([false, NUMBER]);
    expect(metadataOf(again)).toMatchObject({ retry_of: id });
    await type({ message: 'Hi again' });
    await close();
    expect(isBack(await openByCommand(world, ada, '', '#vip'))).toBe(false);
    expect(isBack(await openByCommand(world, ada, ''))).toBe(true);
  });

  test('goes with Begin empty, and stays away', async () => {
    await typeAndClose({ phone: NUMBER, message: 'Your order is ready' });
    await openByCommand(world, ada, '');
    await ada.press('begin_empty');
    await world.slack.waitFor(() => ada.view?.definition.submit && !blockOf(ada.view, 'typed_before'));
    expect([typed('phone'), typed('message')]).toEqual([undefined, undefined]);
    await close();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
  });

  test('stays said while the form follows', async () => {
    await typeAndClose({ phone: NUMBER });
    await openByCommand(world, ada, '');
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => JSON.stringify(ada.view?.definition.submit).includes('Call'));
    expect(isBack(ada.view)).toBe(true);
  });

  test('that was emptied again does not come back', async () => {
    await typeAndClose({ phone: NUMBER });
    await openByCommand(world, ada, '');
    await ada.fill('phone', null);
    await close();
    expect(isBack(await openByCommand(world, ada, ''))).toBe(false);
  });

  test('is not waited for: without the database the form opens all the same', async () => {
    await typeAndClose({ phone: NUMBER });
    const [locked] = await Promise.all([
      world.sql('begin; lock table reach_out.form; select pg_sleep(2); commit'),
      new Promise((resolve) => setTimeout(resolve, 300)).then(async () => {
        const before = Date.now();
        const view = await openByCommand(world, ada, '');
        expect(Date.now() - before).toBeLessThan(1500);
        expect(isBack(view)).toBe(false);
      }),
    ]);
    void locked;
  });
});

describe('the channel of a form', () => {
  const first = async (command: string, conversation: string) => {
    await openByCommand(world, ada, command, conversation);
    const channel = typed('channel');
    await ada.close();
    return channel;
  };
  const use = async (channel: string, conversation: string) => {
    await openByCommand(world, ada, `${NUMBER} ${channel} Hi`, conversation);
    await send(ada);
    await world.app.drain();
  };

  test('is the one typed, or else the last used here, or anywhere, or the first', async () => {
    expect(await first('', '#support')).toBe('sms');
    await use('voice', '#support');
    expect(await first('', '#support')).toBe('voice');
    expect(await first('', '#vip')).toBe('voice');
    await use('whatsapp', '#vip');
    expect(await first('', '#support')).toBe('voice');
    expect(await first('', '#vip')).toBe('whatsapp');
    expect(await first('sms', '#vip')).toBe('sms');
    const grace = world.slack.as(seedIds.grace);
    await openByCommand(world, grace, '');
    expect(typed('channel', grace)).toBe('sms');
  });
});
