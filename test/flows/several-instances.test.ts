import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReachOutApp } from '../../src/app.ts';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { delayNext, pickHours, setAsideIn, submitLabelOf, typedIn } from '../support/hasty.ts';
import { csvOf, numbersFrom } from '../support/many.ts';
import { blockIdsOf, openByCommand, opened, partsOf, send, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const HOURS = 'We are open from 9 to 5, Monday to Friday.';
/** Of no known range: it is asked about. */
const UNKNOWN = '+1 436 217 5944';

// Slack asks each of two instances in its turn: what is done in a form at once comes to both.
describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  let world: World;
  let other: ReachOutApp;
  let ada: Person;
  beforeAll(async () => {
    world = await startWorld({
      ...{ mode, database: 'postgres' },
      env: {
        CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses,
        CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
        REACH_OUT_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
      },
    });
    other = await world.another({ isBalanced: true });
    ada = world.slack.as(seedIds.ada);
  });
  afterEach(async () => {
    world.slack.faults.clear();
    world.qconnect.clearFaults();
    if (ada.view) await ada.close({ all: true });
  });
  afterAll(() => world.stop());

  const typed = (field: string) => typedIn(ada, field);

  async function drain(): Promise<void> {
    await Promise.all([world.app.drain(), other.drain()]);
  }

  async function open(text: string): Promise<void> {
    await openByCommand(world, ada, text);
    await drain();
  }

  test('options that were opened stay open, whatever is chosen at once', async () => {
    await open('+1 206 555 0152 sms Hi');
    const late = delayNext(world);
    await ada.press('more_options');
    await late.begun();
    await ada.choose('channel', 'voice');
    await drain();
    expect(blockIdsOf(ada.view)).toEqual(expect.arrayContaining(['attributes', 'ring_timeout_in_seconds']));
    expect(submitLabelOf(ada)).toBe('Call');
  });

  test.each([
    ['a channel', () => ada.choose('channel', 'voice'), () => submitLabelOf(ada) === 'Call'],
    ['more options', () => ada.press('more_options'), () => blockIdsOf(ada.view).includes('attributes')],
  ])(
    'a quick response and, at once, %s: both hold, and what was written can be put back',
    async (_, act, holds) => {
      await open('+1 206 555 0152 sms Hello Ann');
      const late = delayNext(world);
      await pickHours(ada);
      await late.begun();
      await act();
      await drain();
      expect(typed('message')).toBe(HOURS);
      expect(setAsideIn(ada)).toEqual(['Hello Ann']);
      expect(holds()).toBe(true);
    },
  );

  test('what is chosen while something else is on its way to Slack is sent with all that was chosen', async () => {
    await open('+1 206 555 0152 sms Hello Ann');
    const late = delayNext(world);
    await pickHours(ada);
    await late.begun();
    await ada.choose('channel', 'whatsapp');
    await drain();
    const id = await send(ada);
    await told(world, id, 'contact_id');
    const [contact] = world.connect.contacts().filter(({ clientToken }) => clientToken === id);
    expect(contact?.subtype).toBe('connect:WhatsApp');
    expect(world.connect.phone('+12065550152').at(-1)).toMatchObject({ content: HOURS });
    expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  });

  test('what is slower than the wait before an answer takes no question away', async () => {
    await open('+1 206 555 0152 sms Hi');
    delayNext(world, 1_500);
    await ada.fill('phone', UNKNOWN);
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    await drain();
    expect(blockIdsOf(ada.view)).toContain('confirm');
  });

  test('what is on its way to Slack when somebody sends takes no error away', async () => {
    await open('+1 206 555 0152 sms Hi');
    const late = delayNext(world);
    await ada.fill('phone', 'not a number');
    await late.begun();
    expect(await ada.submit()).toMatchObject({ kind: 'errors', by: 'app' });
    await drain();
    expect(ada.view?.errors).toHaveProperty('phone');
  });

  test('where the database does not say what others know, a form goes by what is known here', async () => {
    await open('+1 206 555 0152 sms Hi');
    await world.sql('alter table reach_out.open_form rename to mislaid');
    try {
      await ada.choose('channel', 'voice');
      await world.slack.waitFor(() => submitLabelOf(ada) === 'Call');
      await ada.fill('phone', 'not a number');
      expect(await ada.submit()).toMatchObject({
        kind: 'errors',
        by: 'app',
        errors: { phone: expect.any(String) },
      });
    } finally {
      await drain();
      await world.sql('alter table reach_out.mislaid rename to open_form');
    }
  });

  test('a list that was handed in is not asked for again by what was chosen before', async () => {
    await opened(world, ada, () => ada.command('#support', '/reach-out many'));
    await drain();
    const { id } = ada.upload(csvOf(numbersFrom(1, 1)));
    await ada.fill('message', 'Hi');
    await ada.choose('file', [id]);
    delayNext(world, 1_500);
    await ada.choose('channel', 'voice');
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    await drain();
    expect(blockIdsOf(ada.view)).not.toContain('file');
  });
});
