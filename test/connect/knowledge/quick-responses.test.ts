import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Knowledge, openKnowledge } from '../../../src/connect/knowledge/knowledge.ts';
import { createQuickResponses } from '../../../src/connect/knowledge/quick-responses.ts';
import type { QuickResponses } from '../../../src/domain/quick-responses/quick-response.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import {
  Q_SEED_IDS,
  type QFaultKind,
  type SimulatedQConnect,
  startSimulatedQConnect,
} from '../../../src/sandbox/qconnect/index.ts';
import { silentLog } from '../../support/log.ts';

let qconnect: SimulatedQConnect;
let knowledge: Knowledge;
let responses: QuickResponses;
beforeEach(async () => {
  qconnect = await startSimulatedQConnect();
  knowledge = openKnowledge(
    { endpoint: qconnect.url, region: qconnect.seed.region, credentials: SANDBOX_CREDENTIALS },
    silentLog,
  );
  responses = createQuickResponses(knowledge, Q_SEED_IDS.quickResponses);
});
afterEach(async () => {
  knowledge.close();
  await qconnect.stop();
});

const named = async (name: string) => {
  const answer = await responses.list();
  return answer.kind === 'known' ? answer.value.find((one) => one.name === name) : undefined;
};

test('reads those that are active, as plain text with their gaps', async () => {
  expect(responses.known()).toBeUndefined();
  expect(await responses.list()).toMatchObject({ value: { length: 6 } });
  expect(responses.known()).toHaveLength(6);
  expect(await named('Winter opening hours')).toBeUndefined();
  expect(await named('Thanks')).toMatchObject({
    text: 'Thank you for writing to us! More is on our help pages (https://example.com/help).',
    shortcutKey: 'ty',
    channels: ['Chat'],
    language: 'en_US',
  });
  expect((await named('Order is late'))?.text).toContain('{{Attributes.Agent.FirstName}}');
});

test('reads more than a page, and asks no second time for what is known', async () => {
  const [first] = qconnect.quickResponses();
  for (let n = 0; n < 250; n += 1) {
    const id = `80000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    qconnect.putQuickResponse({ ...first!, id, name: `Response ${n}` });
  }
  expect(await responses.list()).toMatchObject({ value: { length: 256 } });
  expect(qconnect.requests()).toHaveLength(3);
  await responses.list();
  expect(qconnect.requests()).toHaveLength(3);
});

test('takes null as absent', async () => {
  const result = {
    ...{ quickResponseId: 'q1', name: 'Hours', contents: { plainText: { content: 'Nine to five' } } },
    ...{ contentType: 'application/x.quickresponse;format=plain', isActive: true, channels: null },
    ...{ shortcutKey: null, description: null },
  };
  const server = createServer((_, answer) =>
    answer.end(JSON.stringify({ results: [result], nextToken: null })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const there = openKnowledge(
    { endpoint: `http://127.0.0.1:${port}`, region: 'us-west-2', credentials: SANDBOX_CREDENTIALS },
    silentLog,
  );
  expect(await createQuickResponses(there, Q_SEED_IDS.quickResponses).list()).toEqual({
    kind: 'known',
    value: [{ id: 'q1', name: 'Hours', text: 'Nine to five', channels: [] }],
  });
  there.close();
  server.close();
});

const troubles: [QFaultKind, string][] = [
  ['not_found', 'gone'],
  ['access_denied', 'denied'],
  ['throttle', 'busy'],
  ['http_503', 'away'],
  ['drop_before', 'away'],
  ['malformed', 'away'],
];

test.each(troubles)('%s is told as %s', async (kind, trouble) => {
  qconnect.fault({ kind });
  expect(await responses.list()).toEqual({ kind: 'unknown', trouble });
  expect(responses.known()).toBeUndefined();
});

test('what hangs is given up in the time that Slack waits', async () => {
  qconnect.fault({ kind: 'delay', ms: 600_000 });
  const began = performance.now();
  expect(await responses.list()).toEqual({ kind: 'unknown', trouble: 'away' });
  expect(performance.now() - began).toBeLessThan(3000);
});
