import { QConnectClient, SearchQuickResponsesCommand } from '@aws-sdk/client-qconnect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import {
  Q_SEED_IDS,
  type SimulatedQConnect,
  startSimulatedQConnect,
} from '../../../src/sandbox/qconnect/index.ts';

let qconnect: SimulatedQConnect;
let client: QConnectClient;
beforeAll(async () => {
  qconnect = await startSimulatedQConnect();
  client = new QConnectClient({
    ...{ endpoint: qconnect.url, region: 'us-east-1', credentials: SANDBOX_CREDENTIALS, maxAttempts: 1 },
  });
});
afterAll(async () => {
  client.destroy();
  await qconnect.stop();
});

/** As anybody may send it: its types are the SDK's to hold, and its constraints the service's. */
function search(searchExpression: object, more: object = {}) {
  const input = { knowledgeBaseId: Q_SEED_IDS.quickResponses, searchExpression, ...more };
  return client.send(new SearchQuickResponsesCommand(input));
}

const query = (name: string, ...values: string[]) => ({ name, values, operator: 'CONTAINS' });
const filter = (name: string, ...values: string[]) => ({ name, values, operator: 'EQUALS' });

const found: [what: string, expression: object, names: string[]][] = [
  [
    'all, those that are not active among them, where nothing is asked',
    {},
    [
      ...['Opening hours', 'Order is late', 'Thanks', 'Refund is on its way', 'Öffnungszeiten'],
      ...['Call us back', 'Winter opening hours'],
    ],
  ],
  ['by what they say', { queries: [query('content', 'from 9')] }, ['Opening hours']],
  ['by shortcut', { queries: [query('shortcutKey', 'TY')] }, ['Thanks']],
  ['by a filter', { filters: [filter('language', 'de_DE')] }, ['Öffnungszeiten']],
  [
    'by two, in an order',
    {
      filters: [filter('isActive', 'true'), filter('channels', 'Voice', 'Email')],
      orderOnField: { name: 'name', order: 'DESC' },
    },
    ['Call us back'],
  ],
  [
    'without a channel, where that counts',
    { filters: [{ ...filter('channels', 'Voice'), includeNoExistence: true }] },
    ['Refund is on its way', 'Call us back'],
  ],
];

test.each(found)('finds %s', async (_what, expression, names) => {
  const { results = [] } = await search(expression);
  expect(results.map(({ name }) => name)).toEqual(names);
});

test('answers as the API model has it', async () => {
  const { results } = await search({ queries: [query('name', 'Order is late')] });
  const id = results?.[0]?.quickResponseId;
  expect(results).toEqual([
    {
      quickResponseArn: `arn:aws:wisdom:us-east-1:123456789012:quick-response/${Q_SEED_IDS.quickResponses}/${id}`,
      quickResponseId: id,
      knowledgeBaseArn: `arn:aws:wisdom:us-east-1:123456789012:knowledge-base/${Q_SEED_IDS.quickResponses}`,
      knowledgeBaseId: Q_SEED_IDS.quickResponses,
      name: 'Order is late',
      contentType: 'application/x.quickresponse;format=plain',
      status: 'CREATED',
      contents: { plainText: { content: expect.stringContaining('{{Attributes.delivery_day}}') } },
      createdTime: new Date('2025-06-03T08:00:00Z'),
      lastModifiedTime: new Date('2025-06-03T08:00:00Z'),
      lastModifiedBy: 'arn:aws:iam::123456789012:user/sandbox',
      isActive: true,
      description: 'With the day on which it comes',
      shortcutKey: 'late',
      channels: ['Chat'],
      language: 'en_US',
      attributesInterpolated: [],
      attributesNotInterpolated: ['delivery_day', 'Agent.FirstName'],
      tags: {},
    },
  ]);
});

test('fills in the attributes that it is given', async () => {
  const attributes = { delivery_day: 'Monday' };
  const { results } = await search({ queries: [query('shortcutKey', 'late')] }, { attributes });
  expect(results?.[0]).toMatchObject({
    contents: { plainText: { content: expect.stringContaining('It comes on Monday.') } },
    attributesInterpolated: ['delivery_day'],
    attributesNotInterpolated: ['Agent.FirstName'],
  });
});

const refused: [what: string, expression: object, more: object, refusal: string][] = [
  ['a query by another field', { queries: [query('language', 'x')] }, {}, 'ValidationException'],
  ['a query for nothing', { queries: [query('name')] }, {}, 'ValidationException'],
  ['an empty query', { queries: [query('name', '')] }, {}, 'ValidationException'],
  ['five queries', { queries: Array(5).fill(query('name', 'x')) }, {}, 'ValidationException'],
  ['six values', { queries: [query('name', ...'abcdef')] }, {}, 'ValidationException'],
  ['another operator', { filters: [{ name: 'name', operator: 'CONTAINS' }] }, {}, 'ValidationException'],
  ['eleven filters', { filters: Array(11).fill(filter('name', 'x')) }, {}, 'ValidationException'],
  ['an order by content', { orderOnField: { name: 'content' } }, {}, 'ValidationException'],
  ['a page of none', {}, { maxResults: 0 }, 'ValidationException'],
  ['a page of 101', {}, { maxResults: 101 }, 'ValidationException'],
  ['a knowledge base of templates', {}, { knowledgeBaseId: Q_SEED_IDS.templates }, 'ValidationException'],
  ['one that is not there', {}, { knowledgeBaseId: Q_SEED_IDS.orderReady }, 'ResourceNotFoundException'],
];

test.each(refused)('refuses %s', async (_what, expression, more, refusal) => {
  await expect(search(expression, more)).rejects.toMatchObject({ name: refusal });
});

test('pages, whatever the size of a page', async () => {
  const { results: all = [] } = await search({});
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (maxResults) => {
      const ids: unknown[] = [];
      let nextToken: string | undefined;
      do {
        const page = await search({}, { maxResults, nextToken });
        ids.push(...(page.results ?? []).map(({ quickResponseId }) => quickResponseId));
        nextToken = page.nextToken;
      } while (nextToken);
      expect(ids).toEqual(all.map(({ quickResponseId }) => quickResponseId));
    }),
    { numRuns: 10 },
  );
});
