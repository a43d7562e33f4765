import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SimulatedSlack, startSimulatedSlack } from '../../../src/sandbox/slack/index.ts';
import { readJson } from '../../manifest/read-json.ts';
import { clientOf, refusalOf } from './support.ts';

const INPUTS = {
  ...{ phone: '+1 206 555 0152', channel: 'sms', message: 'Hi' },
  ...{ conversation: 'C0SUPPORT1', on_behalf_of: 'U0ADA00001' },
};
const OUTPUTS = { contact_id: 'c', state: 'Accepted' };

let slack: SimulatedSlack;
let now = Date.now();
beforeAll(async () => {
  slack = await startSimulatedSlack({
    manifest: readJson('manifest/manifest.json'),
    now: () => now,
    eventRetryDelaysMs: [0],
    ackDeadlineMs: 50,
  });
});
afterAll(() => slack.stop());

/** A run whose event nobody hears of but the test, as if the app had taken it in. */
async function run(): Promise<{ id: string; token: string }> {
  const id = await slack.runStep('reach_out', INPUTS);
  const step = slack.workspace.steps.get(id);
  if (!step) throw new Error('nothing runs');
  step.isRunning = true;
  return { id, token: step.token };
}

describe('a run', () => {
  test('is offered as the manifest declares it, and takes no other inputs', async () => {
    await expect(slack.runStep('nothing', {})).rejects.toThrow('The app has no step nothing');
    for (const [changes, fault] of [
      [{ phone: '' }, 'missing required field: phone'],
      [{ channel: 'fax' }, 'must be one of the enum values [json-pointer:/channel]'],
      [{ conversation: 'support' }, 'must be a valid slack#/types/channel_id'],
      [{ on_behalf_of: 7 }, 'must provide a string [json-pointer:/on_behalf_of]'],
      [{ more: 'x' }, 'unexpected parameter: more'],
    ] as const)
      await expect(slack.runStep('reach_out', { ...INPUTS, ...changes })).rejects.toThrow(fault);
  });

  test('that the app does not take in has failed', async () => {
    const ended = new Promise((resolve) => {
      const unsubscribe = slack.subscribe((change) => {
        if (change.type !== 'step_completed') return;
        unsubscribe();
        resolve(change.outcome);
      });
    });
    const id = await slack.runStep('reach_out', INPUTS);
    expect(await ended).toEqual({ kind: 'error', error: 'The app did not take the step in.' });
    const answer = await refusalOf(
      clientOf(slack).functions.completeError({ function_execution_id: id, error: 'late' }),
    );
    expect(answer).toMatchObject({ error: 'execution_not_in_running_state' });
  });

  test('ends once, with the outputs that the manifest declares', async () => {
    const { id: function_execution_id } = await run();
    const client = clientOf(slack);
    const complete = (outputs: Record<string, unknown>) =>
      client.functions.completeSuccess({ function_execution_id, outputs });
    for (const [outputs, fault] of [
      [{ contact_id: 'c' }, 'missing required field: state'],
      [{ ...OUTPUTS, state: 7 }, 'must provide a string [json-pointer:/state]'],
      [{ ...OUTPUTS, number: '1' }, 'unexpected parameter: number'],
    ] as const)
      expect(await refusalOf(complete(outputs))).toMatchObject({
        error: 'parameter_validation_failed',
        messages: [expect.stringContaining(fault)],
      });
    expect((await complete(OUTPUTS)).ok).toBe(true);
    expect(await refusalOf(complete(OUTPUTS))).toMatchObject({ error: 'execution_not_in_running_state' });
    const unknown = client.functions.completeError({ function_execution_id: 'Fx0', error: 'no' });
    expect(await refusalOf(unknown)).toMatchObject({ error: 'function_execution_not_found' });
  });

  test('its own token is good for 15 minutes, and no longer than it goes on', async () => {
    const first = await run();
    const second = await run();
    const auth = (token: string) => refusalOf(clientOf(slack, token).auth.test());
    expect(await auth(first.token)).toMatchObject({ error: 'no error' });
    await clientOf(slack, first.token).functions.completeError({
      function_execution_id: first.id,
      error: 'no',
    });
    expect(await auth(first.token)).toMatchObject({ error: 'token_revoked' });
    now += 16 * 60_000;
    expect(await auth(second.token)).toMatchObject({ error: 'token_expired' });
    const answer = await clientOf(slack).functions.completeSuccess({
      ...{ function_execution_id: second.id, outputs: OUTPUTS },
    });
    expect(answer.ok).toBe(true);
  });
});
