import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { objectsAt } from '../../src/sandbox/slack/json.ts';
import {
  type Conversing,
  heardIn,
  onPhone,
  startConversing,
  type Talk,
  talk,
} from '../support/conversing.ts';
import { HOURS, setAsideIn } from '../support/hasty.ts';
import { sendPayload } from '../support/payload.ts';
import {
  blockIdsOf,
  callsFor,
  calmDown,
  hintsOf,
  openByCommand,
  opened,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const SET_UP = { CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses };
const ALONE = expect.stringContaining('which is the shortcut of “Opening hours”. Choose that');
const REFUND = 'Your refund is on its way. It takes three to five working days.';

let conversing: Conversing;
let world: World;
let ada: Person;
beforeAll(async () => {
  conversing = await startConversing({ env: SET_UP });
  ({ world, ada } = conversing);
});
afterEach(() => calmDown(world, ada));
afterAll(() => conversing.stop());

const message = (person = ada) => person.view?.values.message?.message?.value ?? '';
const chosen = () => ada.view?.values.quick_response?.quick_response?.selected_option;
/** All that the form says, and the notice above it alone. */
const said = (person = ada) =>
  textOf({ text: '', blocks: objectsAt(person.view?.definition ?? {}, 'blocks') });
const notice = () =>
  objectsAt(ada.view?.definition ?? {}, 'blocks').find(({ block_id }) => block_id === 'notice');
const shows = (text: string) => world.slack.waitFor(() => message() === text);

const setAside = () => setAsideIn(ada);

async function suggested(query: string): Promise<{ text: string; value: string; description?: unknown }[]> {
  const answer = await ada.suggest('quick_response', query);
  if (answer.kind !== 'options') throw new Error(answer.kind);
  return answer.options.map(({ text, value, option }) => ({ text, value, description: option.description }));
}

async function choose(query: string): Promise<void> {
  const [first] = await suggested(query);
  await ada.choose('quick_response', first!.value);
}

const names = async (query: string) => (await suggested(query)).map(({ text }) => text);

describe('in the form', () => {
  test('offers those for the channel by name, shortcut and content, with what they say', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms');
    expect(blockIdsOf(ada.view)).toEqual([
      ...['phone', 'time_there', 'channel', 'quick_response', 'message', 'more_options'],
    ]);
    expect(await names('')).toEqual([
      ...['Öffnungszeiten', 'Opening hours', 'Order is late', 'Refund is on its way', 'Thanks'].toSorted(
        (a, b) => a.localeCompare(b),
      ),
    ]);
    expect(await names('#ty')).toEqual(['Thanks']);
    expect(await names('five working days')).toEqual(['Refund is on its way']);
    expect(await names('winter')).toEqual([]);
    expect(await suggested('opening')).toMatchObject([
      { description: { text: '#hours · en-US · We are open from 9 to 5, Monday to Friday.' } },
    ]);
    await ada.choose('channel', 'voice');
    expect(await names('')).toEqual(['Call us back', 'Refund is on its way']);
  });

  test('offers all while nothing is typed, whether or not Slack says so', async () => {
    const { id, definition } = await openByCommand(world, ada, '+1 206 555 0152 sms');
    const answer = await sendPayload(world, {
      ...{ type: 'block_suggestion', team: { id: seedIds.team }, user: { id: ada.id } },
      ...{ action_id: 'quick_response', block_id: 'quick_response', view: { ...definition, id } },
    });
    expect(((await answer.json()) as { options: unknown[] }).options).toHaveLength(5);
  });

  test('fills the message with what is chosen, which is sent as it was changed', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms');
    await choose('opening');
    await shows(HOURS);
    expect(setAside()).toEqual([]);
    expect(chosen()).toMatchObject({ text: { text: 'Opening hours' } });
    await ada.fill('message', `${HOURS} See you!`);
    const id = await send(ada);
    await told(world, id, 'contact_id');
    expect(callsFor(world, id)).toMatchObject([{ InitialSystemMessage: { Content: `${HOURS} See you!` } }]);
  });

  test('makes plain text of what was written with markup', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms');
    await choose('thanks');
    await shows('Thank you for writing to us! More is on our help pages (https://example.com/help).');
  });

  test('one after the other, and each takes the place of what was left as it was', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms');
    await choose('opening');
    await shows(HOURS);
    await choose('refund');
    await shows(REFUND);
    expect(setAside()).toEqual([]);
  });

  test('what was written is set aside, stays there, and can be put back', async () => {
    const typed = 'Hi Ann, <we> & *you* :wave:';
    await openByCommand(world, ada, '+1 206 555 0152 sms Hi');
    await ada.fill('message', typed);
    await choose('opening');
    await shows(HOURS);
    expect(setAside()).toEqual([typed]);
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('attributes'));
    await ada.choose('channel', 'whatsapp');
    expect(setAside()).toEqual([typed]);
    await ada.fill('message', `${HOURS}!`);
    await choose('refund');
    await shows(REFUND);
    expect(setAside()).toEqual([`${HOURS}!`, typed]);
    await ada.press('put_back', { blockId: 'set_aside:1' });
    await shows(typed);
    expect(setAside()).toEqual([`${HOURS}!`]);
    expect(chosen()).toBeNull();
  });

  test('what is too long to be set aside stays, and the form says so', async () => {
    const long = 'x'.repeat(2001);
    await openByCommand(world, ada, '+1 206 555 0152 whatsapp');
    await ada.fill('message', long);
    await choose('opening');
    await world.slack.waitFor(() => hintsOf(ada.view).quick_response?.includes('too long to be set aside'));
    expect(message()).toBe(long);
    expect(chosen()).toBeNull();
  });

  test('a gap is named, and nothing goes until it is filled in', async () => {
    await openByCommand(world, ada, '+1 206 555 0153 sms');
    await choose('late');
    await world.slack.waitFor(() => message() !== '');
    expect(hintsOf(ada.view).quick_response).toBe(
      'Still to be filled in: {{Attributes.delivery_day}} and {{Attributes.Agent.FirstName}}.',
    );
    expect(await ada.submit()).toMatchObject({
      errors: { message: expect.stringMatching(/would read \{\{Attributes\.delivery_day\}\} and/) },
    });
    await ada.fill('message', 'It comes on Monday. Ada');
    await world.slack.waitFor(() => hintsOf(ada.view).quick_response?.startsWith('Fills the message'));
    await send(ada);
  });

  test('braces that nobody filled in for them are their own business', async () => {
    await openByCommand(world, ada, '+1 206 555 0154 sms Use {{name}} here');
    const id = await send(ada);
    await told(world, id, 'contact_id');
    expect(callsFor(world, id)).toMatchObject([{ InitialSystemMessage: { Content: 'Use {{name}} here' } }]);
  });

  test('one that is deleted meanwhile is not filled in, and what was written stays', async () => {
    const [first] = world.qconnect.quickResponses();
    await openByCommand(world, ada, '+1 206 555 0152 sms Hi');
    await ada.suggest('quick_response', '');
    const view = ada.view!;
    const gone = { text: { type: 'plain_text', text: 'Gone' }, value: `${first!.id.slice(0, -1)}9` };
    view.values = {
      ...view.values,
      quick_response: { quick_response: { type: 'external_select', selected_option: gone } },
    };
    await world.slack.deliver({
      kind: 'interactive',
      name: 'block_actions',
      payload: actionIn(view, {
        action_id: 'quick_response',
        type: 'external_select',
        selected_option: gone,
      }),
    });
    await world.slack.waitFor(() => hintsOf(ada.view).quick_response?.includes("isn't there any more"));
    expect(message()).toBe('Hi');
    expect(chosen()).toBeNull();
  });

  test('where Slack fails in the middle, the message comes all the same', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms');
    let updates = 0;
    world.slack.fault({
      method: 'views.update',
      kind: 'http_500',
      when: () => {
        updates += 1;
        return updates === 2;
      },
    });
    await choose('opening');
    await shows(HOURS);
  });
});

describe('by shortcut', () => {
  test.each([
    ['#hours', HOURS],
    ['#HOURS', HOURS],
    ['/#refund', REFUND],
  ])('%s becomes the message', async (key, text) => {
    await openByCommand(world, ada, `+1 206 555 0152 sms ${key}`);
    expect(message()).toBe(text);
    expect(chosen()).toMatchObject({ value: expect.any(String) });
    expect(notice()).toBeUndefined();
  });

  test.each([
    ['sms #nobody', '#nobody'],
    ['sms #back', '#back'],
    ['sms #winter', '#winter'],
    ['voice #hours', '#hours'],
  ])('%s: none has it for that channel, so it stays and the form says so', async (text, key) => {
    await openByCommand(world, ada, `+1 206 555 0152 ${text}`);
    expect(message()).toBe(key);
    expect(said()).toContain(`No quick response for this channel has the shortcut ${key}`);
  });

  test('the help says so', async () => {
    await ada.command('#support', '/reach-out help');
    expect(ada.ephemerals.map(textOf).join()).toContain('With `#` and its shortcut for the message');
  });

  test('typed as the whole message of the form, it is not sent', async () => {
    await openByCommand(world, ada, '+1 206 555 0177 sms');
    await ada.fill('message', '/#Hours');
    expect(await ada.submit()).toMatchObject({ kind: 'errors', errors: { message: ALONE } });
    await ada.fill('message', '#nobody');
    await send(ada);
  });

  test('with more behind it, it is a message', async () => {
    await openByCommand(world, ada, '+1 206 555 0152 sms #hours are long');
    expect(message()).toBe('#hours are long');
    expect(notice()).toBeUndefined();
  });
});

describe('in Reply', () => {
  async function openReply({ id, contact }: Talk): Promise<void> {
    world.connect.world.customerReply(contact.id, 'When are you open?');
    const { ts } = await world.slack.waitFor(() => heardIn(world, id)[0]);
    const view = await opened(world, ada, () => ada.press('reply', { conversation: '#support', ts }));
    expect(view.definition.callback_id).toBe('reply');
  }

  test('fills the message, sets aside what was written, and goes once no gap is in it', async () => {
    const chat = await talk(conversing);
    await openReply(chat);
    await ada.fill('message', '#hours');
    expect(await ada.submit()).toMatchObject({ kind: 'errors', errors: { message: ALONE } });
    await ada.fill('message', 'Hello Ann');
    expect(await names('back')).toEqual([]);
    await choose('late');
    await world.slack.waitFor(() => String(message()).startsWith('I am sorry'));
    expect(setAside()).toEqual(['Hello Ann']);
    expect(await ada.submit()).toMatchObject({ errors: { message: expect.stringContaining('{{') } });
    await ada.press('put_back');
    await shows('Hello Ann');
    await choose('opening');
    await shows(HOURS);
    expect(await ada.submit()).toEqual({ kind: 'closed' });
    await world.connect.waitFor(() => onPhone(conversing, chat).includes(HOURS));
  });
});

test('nothing of them is logged', () => {
  for (const { text } of world.qconnect.quickResponses()) expect(world.logged()).not.toContain(text);
});

/** Somebody chose what is not offered any more. */
function actionIn({ id, hash, definition, values }: NonNullable<Person['view']>, action: object) {
  const { team, app } = world.slack.workspace;
  const view = { id, hash, ...definition, team_id: team.id, app_id: app.id, state: { values } };
  return {
    ...{ type: 'block_actions', team: { id: team.id, domain: team.domain }, api_app_id: app.id },
    user: { id: seedIds.ada, team_id: team.id },
    ...{ trigger_id: '1.2.3', container: { type: 'view', view_id: id }, view },
    actions: [{ block_id: 'quick_response', action_ts: '9999999999.1', ...action }],
  };
}

describe('while Amazon Connect does not answer', () => {
  let away: World;
  let grace: Person;
  beforeAll(async () => {
    away = await startWorld({ env: SET_UP });
    grace = away.slack.as(seedIds.grace);
  });
  afterAll(() => away.stop());

  test('a first list that comes late fills the message once it is there', async () => {
    away.qconnect.fault({ kind: 'delay', ms: 400 });
    await away.restart();
    const view = await openByCommand(away, grace, '+1 206 555 0152 sms #hours');
    await away.slack.waitFor(() => message(grace) === HOURS);
    expect(grace.view?.id).toBe(view.id);
  });

  test('the form opens at once, says why nothing is filled in, and is sent as it was typed', async () => {
    away.qconnect.fault({ kind: 'delay', ms: 600_000, times: Number.POSITIVE_INFINITY });
    await away.restart();
    await openByCommand(away, grace, '+1 206 555 0152 sms #hours');
    const answer = await grace.suggest('quick_response', '');
    expect(answer).toMatchObject({
      kind: 'options',
      options: [{ text: expect.stringContaining("doesn't answer") }],
    });
    await away.slack.waitFor(() => message(grace) === '#hours');
    expect(said(grace)).toContain('#hours stands in the message as you typed it');
    await grace.choose('quick_response', 'none');
    await away.slack.waitFor(() => hintsOf(grace.view).quick_response?.includes("doesn't answer"));
    expect(message(grace)).toBe('#hours');
    await grace.fill('message', 'We open at 9.');
    await send(grace);
  });

  test('without a right to them, the form says whom to tell', async () => {
    away.qconnect.clearFaults();
    away.qconnect.fault({ kind: 'access_denied', times: Number.POSITIVE_INFINITY });
    await away.restart();
    await openByCommand(away, grace, '+1 206 555 0152 sms #hours');
    await away.slack.waitFor(() => message(grace) === '#hours');
    expect(await grace.suggest('quick_response', '')).toMatchObject({
      options: [{ text: expect.stringContaining("can't read them") }],
    });
  });
});
