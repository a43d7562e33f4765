import { afterEach, describe, expect, test } from '@jest/globals';
import type { App } from '@slack/bolt';
import { seedIds } from '../../../src/sandbox/slack/index.ts';
import { plain, sampleModal, startBolt, startSlack, stopAll } from './support.ts';

afterEach(stopAll);

function listen(app: App): void {
  app.command('/reach-out', async ({ ack, body, client }) => {
    await Promise.all([ack(), client.views.open({ trigger_id: body.trigger_id, view: sampleModal() })]);
  });
  app.shortcut('reach_out', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: sampleModal() });
  });
  app.action('channel', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.view) return;
    const extra = {
      type: 'input',
      block_id: 'message',
      label: plain('Message'),
      element: { type: 'plain_text_input', action_id: 'message', initial_value: 'Hi' },
    };
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: sampleModal([extra]) });
  });
  app.view('sample', async ({ ack, view, client }) => {
    const phone = view.state.values.phone?.phone?.value;
    if (phone !== '+12065550152') {
      await ack({ response_action: 'errors', errors: { phone: 'That is no phone number.' } });
      return;
    }
    await ack();
    const card = await client.chat.postMessage({ channel: view.private_metadata, text: `Calling ${phone}` });
    await client.chat.postMessage({
      channel: view.private_metadata,
      thread_ts: card.ts as string,
      text: 'ContactId 1',
      metadata: { event_type: 'reach_out', event_payload: { part: 'contact_id' } },
    });
  });
}

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  test('command, choice, error at a field, submission, reply in the thread', async () => {
    const slack = await startSlack();
    await startBolt(slack, mode, listen);
    const ada = slack.as(seedIds.ada);

    expect(await ada.command('#support', '/reach-out')).toEqual({ kind: 'acknowledged' });
    await slack.waitFor(() => ada.view);
    await ada.fill('phone', '12');
    expect(await ada.choose('channel', 'sms')).toEqual({ kind: 'acknowledged' });
    const withMessage = await slack.waitFor(() => ada.view?.values.message && ada.view);
    expect(withMessage.values.phone?.phone?.value).toBe('12');
    expect(withMessage.values.message?.message?.value).toBe('Hi');

    expect(await ada.submit()).toEqual({
      kind: 'errors',
      by: 'app',
      errors: { phone: 'That is no phone number.' },
    });
    await ada.fill('phone', '+12065550152');
    expect(await ada.submit()).toEqual({ kind: 'closed' });
    expect(ada.view).toBeUndefined();
    const reply = await slack.waitForMessage(({ text }) => text === 'ContactId 1');
    expect(slack.thread('#support', reply.thread_ts as string)).toHaveLength(1);
    expect(reply.metadata?.event_payload).toEqual({ part: 'contact_id' });
  });

  test('a global shortcut opens the modal', async () => {
    const slack = await startSlack();
    await startBolt(slack, mode, listen);
    const grace = slack.as(seedIds.grace);
    expect(await grace.globalShortcut('reach_out')).toEqual({ kind: 'acknowledged' });
    expect((await slack.waitFor(() => grace.view)).definition.callback_id).toBe('sample');
  });
});
