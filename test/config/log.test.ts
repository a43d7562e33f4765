import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createLog } from '../../src/config/log.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function listen() {
  const lines: string[] = [];
  return { log: createLog('info', { write: (line) => void lines.push(line) }), lines };
}

test('a thousand lines that say the same are one, and one with the count', () => {
  const { log, lines } = listen();
  for (let each = 0; each < 1000; each++)
    log.warn({ reachOutId: String(each), status: 502 }, 'Slack call failed');
  expect(lines).toHaveLength(1);
  jest.advanceTimersByTime(60_000);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { reachOutId: '0', status: 502, msg: 'Slack call failed' },
    { repeated: 999, status: 502, msg: 'Slack call failed' },
  ]);
  jest.advanceTimersByTime(60_000);
  log.warn({ status: 502 }, 'Slack call failed');
  expect(lines).toHaveLength(3);
});

test('what is counted when all ends is told then', () => {
  const { log, lines } = listen();
  for (let each = 0; each < 3; each++) log.warn({ status: 502 }, 'failed');
  log.warn({}, 'once');
  log.end();
  expect(lines.map((line) => JSON.parse(line).repeated)).toEqual([undefined, undefined, 2]);
  log.end();
  jest.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(3);
});

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  ['another status', (log) => log.warn({ status: 503 }, 'failed')],
  ['another level', (log) => log.error({ status: 502 }, 'failed')],
  ['another message', (log) => log.warn({ status: 502 }, 'failed otherwise')],
  ['an error', (log) => log.warn({ status: 502, err: new Error('why') }, 'failed')],
])('what differs by %s is a line of its own', (_, say) => {
  const { log, lines } = listen();
  log.warn({ status: 502 }, 'failed');
  say(log);
  expect(lines).toHaveLength(2);
});

test('what is no trouble is always written', () => {
  const { log, lines } = listen();
  for (let each = 0; each < 3; each++) log.info({}, 'start contact');
  expect(lines).toHaveLength(3);
});

test('an error shows its HTTP status and its causes, and nothing else that hangs on it', () => {
  const { log, lines } = listen();
  const cause = Object.assign(new Error('read'), { code: 'ECONNRESET' });
  const err = Object.assign(new Error('refused', { cause }), { statusCode: 502, body: 'secret' });
  log.error({ err }, 'failed');
  expect(JSON.parse(lines[0]!).err).toMatchObject({
    message: 'refused',
    status: 502,
    cause: { code: 'ECONNRESET' },
  });
  expect(lines[0]).not.toContain('secret');
});
