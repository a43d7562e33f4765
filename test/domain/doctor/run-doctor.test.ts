import { expect, test } from '@jest/globals';
import type { Check } from '../../../src/domain/doctor/check.ts';
import type { Finding, Verdict } from '../../../src/domain/doctor/finding.ts';
import { judgeEnvironment } from '../../../src/domain/doctor/judge-environment.ts';
import { runDoctor } from '../../../src/domain/doctor/run-doctor.ts';

const found = (check: string, verdict: Verdict): Finding => ({ area: 'App', check, verdict, says: check });

const finds = (check: string, verdict: Verdict, after?: Promise<unknown>): Check => ({
  area: 'App',
  id: check,
  run: async () => {
    await after;
    return [found(check, verdict)];
  },
});

test('findings keep the order of the checks, which run side by side', async () => {
  const { promise: lastRan, resolve } = Promise.withResolvers<void>();
  const last: Check = {
    ...{ area: 'App', id: 'last' },
    run: async () => {
      resolve();
      return [found('last', 'ok'), found('last', 'warning')];
    },
  };
  expect(await runDoctor([finds('first', 'ok', lastRan), last], { version: '1' })).toEqual({
    ...{ ok: true, version: '1' },
    findings: [found('first', 'ok'), found('last', 'ok'), found('last', 'warning')],
  });
});

test('only a failure makes it fail', async () => {
  expect(await runDoctor([finds('one', 'failure'), finds('two', 'ok')], { version: '1' })).toMatchObject({
    ok: false,
  });
});

test('a check that has no answer is not known, and is told to give up', async () => {
  let isToldToStop = false;
  const hangs: Check = {
    ...{ area: 'Slack', id: 'hangs' },
    run: (signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          isToldToStop = true;
        });
      }),
  };
  const { ok, findings } = await runDoctor([hangs, finds('one', 'ok')], { version: '1', limitMs: 20 });
  expect(ok).toBe(true);
  expect(isToldToStop).toBe(true);
  expect(findings).toEqual([
    expect.objectContaining({
      ...{ area: 'Slack', check: 'hangs', verdict: 'warning' },
      cause: 'Nothing came within 1 s.',
    }),
    found('one', 'ok'),
  ]);
});

test.each<[string, unknown, string]>([
  ['an error', new Error('The disk is gone\nat line 1'), 'The disk is gone'],
  ['no error', 'a word', 'a word'],
  ['nothing', undefined, 'undefined'],
  ['an error without a message', new Error(''), 'It ended without saying why.'],
  ["Slack's token", new Error('no xoxb-1-2-abc here'), 'no … here'],
  ['a password', new Error('postgres://ada:secret@db:5432/x is away'), 'postgres://…@db:5432/x is away'],
  ["AWS's key", new Error('AKIAIOSFODNN7EXAMPLE is unknown'), '… is unknown'],
  ['a number', new Error('+1 206 555 0152 is unknown'), '… is unknown'],
])('a check that throws %s is not known, with what is no secret of it', async (_, thrown, cause) => {
  const throws: Check = {
    ...{ area: 'Pipeline', id: 'throws' },
    run: () => {
      throw thrown;
    },
  };
  const { findings } = await runDoctor([throws], { version: '1' });
  expect(findings).toEqual([expect.objectContaining({ area: 'Pipeline', verdict: 'warning', cause })]);
});

test('each fault of the environment is a failure where it belongs, with what to do', () => {
  const faults = [
    'REACH_OUT_REPLIES must be one of ask, send, off',
    'No channel is set up: set CONNECT_SMS_… (see .env.example)',
    'SLACK_BOT_TOKEN is missing: copy the token',
    'AWS_REGION is missing: set it to the region, such as us-west-2',
    'CONNECT_EVENTS_QUEUE_URL must be the URL of an SQS queue',
  ];
  expect(judgeEnvironment(faults).map(({ area, says, next }) => [area, says, next])).toEqual([
    ['Slack', 'SLACK_BOT_TOKEN is missing.', 'Copy the token.'],
    ['Amazon Connect', 'No channel is set up.', 'Set CONNECT_SMS_… (see .env.example).'],
    ['Amazon Connect', 'AWS_REGION is missing.', 'Set it to the region, such as us-west-2.'],
    [
      'Pipeline',
      'CONNECT_EVENTS_QUEUE_URL must be the URL of an SQS queue.',
      'Set it right, as .env.example shows.',
    ],
    ['App', 'REACH_OUT_REPLIES must be one of ask, send, off.', 'Set it right, as .env.example shows.'],
  ]);
  expect(judgeEnvironment([])).toEqual([expect.objectContaining({ area: 'App', verdict: 'ok' })]);
});
