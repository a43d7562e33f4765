import { afterEach, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import {
  type Person,
  type SimulatedSlack,
  type SimulatedSlackOptions,
  seedIds,
  TROUBLE_CONNECTING,
} from '../../../src/sandbox/slack/index.ts';
import { clientOf, plain, refusalOf, sampleModal, startBolt, startSlack, stopAll } from './support.ts';

afterEach(stopAll);

/** Ada with a modal before her, and an app that answers her submission with `answer`. */
async function withModal(
  answer: object | undefined = undefined,
  options: SimulatedSlackOptions = {},
  view: object = sampleModal(),
  listen: (app: App) => void = () => undefined,
): Promise<{ slack: SimulatedSlack; ada: Person }> {
  const slack = await startSlack(options);
  await startBolt(slack, 'http', (app) => {
    app.command('/open', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: view as never });
    });
    app.view('sample', async ({ ack }) => ack(answer as never));
    app.action('more_options', async ({ ack, body, client }) => {
      await ack();
      if ('trigger_id' in body) await client.views.push({ trigger_id: body.trigger_id, view: view as never });
    });
    listen(app);
  });
  const ada = slack.as(seedIds.ada);
  await ada.command('#support', '/open');
  await slack.waitFor(() => ada.view);
  return { slack, ada };
}

/** The trigger_id of the last thing that Slack told the app. */
function triggerOf({ log }: SimulatedSlack): string {
  const told = log.entries.findLast(({ direction }) => direction === 'slack_to_app');
  return String((told as { body: { trigger_id: string } }).body.trigger_id);
}

describe('triggers', () => {
  test('work once, for three seconds, and only if Slack gave them', async () => {
    let now = Date.now();
    const slack = await startSlack({ now: () => now });
    const client = clientOf(slack);
    const ada = slack.as(seedIds.ada);
    const open = (trigger_id: string) => refusalOf(client.views.open({ trigger_id, view: sampleModal() }));

    await ada.command('#support', '/open');
    const first = triggerOf(slack);
    expect((await open('1.2.3')).error).toBe('invalid_trigger_id');
    now += 2_999;
    expect((await open(first)).error).toBe('no error');
    expect((await open(first)).error).toBe('exchanged_trigger_id');
    await ada.command('#support', '/open');
    now += 3_000;
    expect((await open(triggerOf(slack))).error).toBe('expired_trigger_id');
  });

  test('are not used up by a view that is refused', async () => {
    const slack = await startSlack();
    const client = clientOf(slack);
    await slack.as(seedIds.ada).command('#support', '/open');
    const trigger_id = triggerOf(slack);
    const { blocks: _none, ...broken } = sampleModal();
    const refusal = await refusalOf(client.views.open({ trigger_id, view: broken as never }));
    expect(refusal).toEqual({
      error: 'invalid_arguments',
      messages: ['[ERROR] missing required field: blocks [json-pointer:/view]'],
    });
    expect((await client.views.open({ trigger_id, view: sampleModal() })).view?.id).toMatch(/^V/);
  });
});

describe('views.update', () => {
  const typed = (block: string, element: object) => ({
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(block),
    element: { action_id: block, ...element },
  });
  const text = (block: string, initial?: string) =>
    typed(block, { type: 'plain_text_input', ...(initial ? { initial_value: initial } : {}) });
  const choice = (values: string[]) =>
    typed('pick', { type: 'static_select', options: values.map((value) => ({ text: plain(value), value })) });
  const viewOf = (...blocks: object[]) => ({ ...sampleModal(), blocks }) as never;

  test('keeps what was typed in a kept block, ignores its new initial value, loses vanished blocks', async () => {
    const { slack, ada } = await withModal(
      {},
      {},
      viewOf(text('kept'), text('gone'), text('untouched', 'old')) as object,
    );
    const client = clientOf(slack);
    await ada.fill('kept', 'typed');
    await ada.fill('gone', 'typed too');
    const view_id = ada.view?.id as string;
    await client.views.update({
      view_id,
      view: viewOf(text('kept', 'new'), text('untouched', 'new'), text('fresh', 'new')),
    });
    expect(ada.view?.values).toEqual({
      kept: { kept: { type: 'plain_text_input', value: 'typed' } },
      untouched: { untouched: { type: 'plain_text_input', value: 'old' } },
      fresh: { fresh: { type: 'plain_text_input', value: 'new' } },
    });
    await client.views.update({ view_id, view: viewOf(text('gone')) });
    expect(ada.view?.values.gone?.gone?.value).toBeNull();
  });

  test('a chosen option stays while it is offered', async () => {
    const { slack, ada } = await withModal({}, {}, viewOf(choice(['a', 'b'])) as object);
    const client = clientOf(slack);
    await ada.choose('pick', 'b');
    const view_id = ada.view?.id as string;
    await client.views.update({ view_id, view: viewOf(choice(['b', 'c'])) });
    expect(ada.view?.values.pick?.pick).toMatchObject({ selected_option: { value: 'b' } });
    await client.views.update({ view_id, view: viewOf(choice(['c'])) });
    expect(ada.view?.values.pick?.pick).toEqual({ type: 'static_select', selected_option: null });
    await expect(ada.choose('pick', 'b')).rejects.toThrow('has no option b');
  });

  test('by external_id, with its hash, and after it was closed', async () => {
    const { slack, ada } = await withModal({}, {}, { ...sampleModal(), external_id: 'mine' });
    const client = clientOf(slack);
    const view = { ...sampleModal(), external_id: 'mine' };
    const old = ada.view?.hash as string;
    const updated = await client.views.update({ external_id: 'mine', hash: old, view });
    expect(updated.view?.hash).not.toBe(old);
    expect((await refusalOf(client.views.update({ external_id: 'mine', hash: old, view }))).error).toBe(
      'hash_conflict',
    );
    await ada.close();
    expect((await refusalOf(client.views.update({ external_id: 'mine', view }))).error).toBe('not_found');
  });
});

describe('a submission', () => {
  test('is not sent while a required input is empty or a value does not fit', async () => {
    const number = {
      type: 'input',
      block_id: 'minutes',
      label: plain('Minutes'),
      element: { type: 'number_input', action_id: 'minutes', is_decimal_allowed: false, min_value: '60' },
    };
    const { slack, ada } = await withModal({}, {}, sampleModal([number]));
    await ada.fill('minutes', '59');
    const before = slack.log.counters.deliveries;
    expect(await ada.submit()).toEqual({
      kind: 'errors',
      by: 'client',
      errors: {
        phone: 'Please complete this required field.',
        minutes: 'Please enter a number greater than or equal to 60.',
      },
    });
    expect(slack.log.counters.deliveries).toBe(before);
  });

  const other = { ...sampleModal(), title: plain('Other') };
  test.each([
    ['nothing closes it', undefined, { kind: 'closed' }, 0],
    [
      'errors at inputs',
      { response_action: 'errors', errors: { phone: 'No.' } },
      { kind: 'errors', by: 'app', errors: { phone: 'No.' } },
      1,
    ],
    [
      'an error at no block',
      { response_action: 'errors', errors: { nowhere: 'No.' } },
      { kind: 'failed', text: TROUBLE_CONNECTING },
      1,
    ],
    [
      'an error at a block that is no input',
      { response_action: 'errors', errors: { more: 'No.' } },
      { kind: 'failed' },
      1,
    ],
    ['no errors at all', { response_action: 'errors', errors: {} }, { kind: 'failed' }, 1],
    ['update', { response_action: 'update', view: other }, { kind: 'updated' }, 1],
    [
      'an update that Slack refuses',
      { response_action: 'update', view: { ...other, title: plain('x'.repeat(25)) } },
      { kind: 'failed', reason: expect.stringContaining('/view/title/text') },
      1,
    ],
    ['push', { response_action: 'push', view: other }, { kind: 'pushed' }, 2],
    ['clear', { response_action: 'clear' }, { kind: 'cleared' }, 0],
    ['something else', { text: 'Thanks' }, { kind: 'failed' }, 1],
  ])('answered with %s', async (_name, answer, result, open) => {
    const { ada } = await withModal(answer);
    await ada.fill('phone', '1');
    expect(await ada.submit()).toMatchObject(result);
    expect(ada.views).toHaveLength(open);
  });

  test('that is not acknowledged in time shows the general failure and keeps the draft', async () => {
    const { slack, ada } = await withModal(
      {},
      { ackDeadlineMs: 50 },
      { ...sampleModal(), callback_id: 'deaf' },
      (app) => {
        app.view('deaf', async () => undefined);
      },
    );
    await ada.fill('phone', '1');
    expect(await ada.submit()).toEqual({
      kind: 'failed',
      text: TROUBLE_CONNECTING,
      reason: 'operation_timeout',
    });
    expect(ada.view).toMatchObject({
      notice: TROUBLE_CONNECTING,
      values: { phone: { phone: { value: '1' } } },
    });
    expect(slack.log.entries.at(-1)).toMatchObject({
      name: 'view_submission',
      status: 0,
      error: 'operation_timeout',
    });
  });

  test('stays in the log as it was sent, whatever is typed later', async () => {
    const { slack, ada } = await withModal({ response_action: 'errors', errors: { phone: 'No.' } });
    await ada.fill('phone', 'first');
    await ada.submit();
    await ada.fill('phone', 'second');
    const { body } = slack.log.entries.findLast(({ name }) => name === 'view_submission') ?? {};
    expect(body).toMatchObject({ view: { state: { values: { phone: { phone: { value: 'first' } } } } } });
  });

  test('pressed twice is sent twice and closes once; replayed it is signed anew', async () => {
    const seen: string[] = [];
    const { slack, ada } = await withModal({}, {}, { ...sampleModal(), callback_id: 'counted' }, (app) => {
      app.view('counted', async ({ ack, view }) => {
        seen.push(view.id);
        await ack();
      });
    });
    await ada.fill('phone', '1');
    const id = ada.view?.id;
    expect(await Promise.all([ada.submit(), ada.submit()])).toEqual([{ kind: 'closed' }, { kind: 'closed' }]);
    const entry = slack.log.entries.find(({ name }) => name === 'view_submission');
    expect(await slack.redeliver(entry as NonNullable<typeof entry>)).toMatchObject({ kind: 'acknowledged' });
    expect(seen).toEqual([id, id, id]);
  });
});

describe('the stack', () => {
  test('holds three views; closing goes back or away', async () => {
    const closed: boolean[] = [];
    const { slack, ada } = await withModal(
      undefined,
      {},
      { ...sampleModal(), notify_on_close: true },
      (app) => {
        app.view({ callback_id: 'sample', type: 'view_closed' }, async ({ ack, body, view }) => {
          // Slack does not say what was typed into it.
          expect(view.state.values).toEqual({});
          closed.push('is_cleared' in body && body.is_cleared === true);
          await ack();
        });
      },
    );
    const root = ada.view?.id;
    await ada.press('more_options');
    await slack.waitFor(() => ada.views.length === 2);
    expect(ada.view).toMatchObject({ root_view_id: root, previous_view_id: root });
    await ada.press('more_options');
    await slack.waitFor(() => ada.views.length === 3);
    await ada.press('more_options');
    const refused = await slack.waitFor(() =>
      slack.log.entries.find(({ error }) => error === 'push_limit_reached'),
    );
    expect(refused.name).toBe('views.push');
    await ada.close();
    expect(ada.views).toHaveLength(2);
    await ada.close({ all: true });
    expect(ada.views).toEqual([]);
    expect(closed).toEqual([false, true, true]);
  });
});

describe('what a person does in a modal', () => {
  test('a choice in an input tells the app only with dispatch_action; typing by its configuration', async () => {
    const heard: string[] = [];
    const input = (block: string, extra: object, element: object) => ({
      type: 'input',
      block_id: block,
      label: plain(block),
      optional: true,
      element: { action_id: block, ...element },
      ...extra,
    });
    const live = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };
    const dispatch = { dispatch_action: true };
    const view = sampleModal([
      input('silent', {}, { type: 'plain_text_input', ...live }),
      input('live', dispatch, { type: 'plain_text_input', ...live }),
      input('enter', dispatch, { type: 'plain_text_input' }),
      input('where', dispatch, { type: 'conversations_select', default_to_current_conversation: true }),
    ]);
    const { ada } = await withModal({}, {}, view, (app) => {
      app.action(/.*/, async ({ ack, action }) => {
        heard.push(`${'action_id' in action && action.action_id}`);
        await ack();
      });
    });
    expect(ada.view?.values.where?.where).toEqual({
      type: 'conversations_select',
      selected_conversation: seedIds.support,
    });
    expect(await ada.fill('silent', 'a')).toEqual({ kind: 'local' });
    expect(await ada.fill('live', 'a')).toEqual({ kind: 'acknowledged' });
    expect(await ada.fill('enter', 'a')).toEqual({ kind: 'local' });
    expect(await ada.fill('enter', 'ab', { pressEnter: true })).toEqual({ kind: 'acknowledged' });
    expect(await ada.choose('where', seedIds.vip)).toEqual({ kind: 'acknowledged' });
    await expect(ada.choose('nothing', 'a')).rejects.toThrow('There is no nothing here');
    expect(heard).toEqual(['live', 'enter', 'where']);
  });

  test('an external select is asked, its answer judged, and only what it offered can be chosen', async () => {
    const external = (id: string, extra: object = {}) => ({
      type: 'input',
      block_id: id,
      label: plain(id),
      element: { type: 'external_select', action_id: id, min_query_length: 0, ...extra },
    });
    const view = sampleModal([external('flow'), external('late', { min_query_length: 3 }), external('bad')]);
    const { ada } = await withModal({}, {}, view, (app) => {
      const offer = (count: number) =>
        Array.from({ length: count }, (_, index) => ({ text: plain(`Flow ${index}`), value: `f${index}` }));
      app.options('flow', async ({ ack, payload }) =>
        ack({ options: offer(payload.value === '' ? 100 : 1) }),
      );
      app.options('bad', async ({ ack }) => ack({ options: offer(101) }));
    });
    await expect(ada.choose('flow', 'f1')).rejects.toThrow('call suggest() first');
    expect((await ada.suggest('flow', '')).kind).toBe('options');
    await ada.choose('flow', 'f99');
    expect(ada.view?.values.flow?.flow?.selected_option).toEqual({ text: plain('Flow 99'), value: 'f99' });
    expect(await ada.suggest('late', 'ab')).toEqual({ kind: 'too_short' });
    expect(await ada.suggest('bad', '')).toEqual({
      kind: 'failed',
      reason: 'no more than 100 items allowed [json-pointer:/options]',
    });
  });
});

test.each<[string, object | undefined, boolean, boolean]>([
  ['without a manifest', undefined, true, true],
  ['with nothing about it', {}, false, false],
  ['with a Home tab alone', { home_tab_enabled: true }, true, false],
  [
    'with messages that are read only',
    { messages_tab_enabled: true, messages_tab_read_only_enabled: true },
    false,
    false,
  ],
  ['with messages', { messages_tab_enabled: true, messages_tab_read_only_enabled: false }, false, true],
])('the conversation with the app %s', async (_which, app_home, hasHome, takesMessages) => {
  const slack = await startSlack(app_home ? { manifest: { features: { app_home } } } : {});
  const ada = slack.as(seedIds.ada);
  const published = refusalOf(
    clientOf(slack).views.publish({ user_id: ada.id, view: { type: 'home', blocks: [] } }),
  );
  expect((await published).error).toBe(hasHome ? 'no error' : 'not_enabled');
  const written = () => ada.post('app', 'Hello');
  if (takesMessages) expect(written().text).toBe('Hello');
  else expect(written).toThrow('Sending messages to this app has been turned off.');
});

test('the Home tab: opened, published, updated with its hash', async () => {
  const slack = await startSlack();
  await startBolt(slack, 'http', (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'header', text: plain('Hello') }] },
      });
    });
  });
  const grace = slack.as(seedIds.grace);
  expect(await grace.openHome()).toMatchObject({ kind: 'acknowledged' });
  const home = await slack.waitFor(() => grace.home);
  const view = { type: 'home' as const, blocks: [] };
  const refused = refusalOf(clientOf(slack).views.publish({ user_id: grace.id, hash: 'old', view }));
  expect((await refused).error).toBe('hash_conflict');
  expect(home.definition.blocks).toMatchObject([{ type: 'header' }]);
});
