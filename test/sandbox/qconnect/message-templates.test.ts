import {
  GetMessageTemplateCommand,
  ListMessageTemplatesCommand,
  QConnectClient,
  RenderMessageTemplateCommand,
  SearchMessageTemplatesCommand,
} from '@aws-sdk/client-qconnect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import {
  Q_SEED_IDS,
  type SimulatedQConnect,
  startSimulatedQConnect,
} from '../../../src/sandbox/qconnect/index.ts';

const knowledgeBaseId = Q_SEED_IDS.templates;

let qconnect: SimulatedQConnect;
let client: QConnectClient;
beforeAll(async () => {
  qconnect = await startSimulatedQConnect();
  client = clientWith({});
});
afterAll(async () => {
  client.destroy();
  await qconnect.stop();
});

function clientWith(credentials: Partial<typeof SANDBOX_CREDENTIALS>, region = 'us-east-1') {
  return new QConnectClient({
    endpoint: qconnect.url,
    region,
    credentials: { ...SANDBOX_CREDENTIALS, ...credentials },
    maxAttempts: 1,
  });
}

type Named = { name: string; $metadata?: { httpStatusCode?: number } };
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    ({ name, $metadata }: Named) => `${name} ${$metadata?.httpStatusCode}`,
  );
const get = (messageTemplateId: string, id: string = knowledgeBaseId) =>
  client.send(new GetMessageTemplateCommand({ knowledgeBaseId: id, messageTemplateId }));
const render = (messageTemplateId: string, customAttributes: Record<string, string>) =>
  client.send(
    new RenderMessageTemplateCommand({
      knowledgeBaseId,
      messageTemplateId,
      attributes: { customAttributes },
    }),
  );
type Filter = [name: string, value: string];
const search = (filters: Filter[], more: object = {}) =>
  client.send(
    new SearchMessageTemplatesCommand({
      knowledgeBaseId,
      searchExpression: {
        filters: filters.map(([name, value]) => ({ name, values: [value], operator: 'EQUALS' })),
      },
      ...more,
    }),
  );
const ACTIVE: Filter = ['qualifier', '$ACTIVE_VERSION'];

test('finds the active versions of a channel, and no drafts', async () => {
  const { results = [] } = await search([['channelSubtype', 'SMS'], ACTIVE]);
  expect(results.map(({ name, versionNumber, isActive }) => [name, versionNumber, isActive])).toEqual([
    ['Order ready', 1, true],
    ['Appointment reminder', 2, true],
    ['Opening hours', 1, true],
  ]);
});

test('finds every version and the draft where no qualifier is asked for', async () => {
  const { results = [] } = await search([['name', 'Appointment reminder']]);
  expect(results.map(({ versionNumber, isActive }) => [versionNumber, isActive])).toEqual([
    [undefined, false],
    [1, false],
    [2, true],
  ]);
});

test('pages, by the query string', async () => {
  const names: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await search([ACTIVE], { maxResults: 2, nextToken });
    expect(page.results?.length).toBeLessThanOrEqual(2);
    names.push(...(page.results ?? []).map(({ name }) => name));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(names).toHaveLength(7);
  const listed = await client.send(new ListMessageTemplatesCommand({ knowledgeBaseId }));
  expect(listed.messageTemplateSummaries).toHaveLength(8);
});

test('takes an id for the draft, and a version or the active one by qualifier', async () => {
  const textOf = async (qualifier: string) => {
    const { messageTemplate } = await get(`${Q_SEED_IDS.appointment}${qualifier}`);
    return messageTemplate?.content?.sms?.body?.plainText?.content;
  };
  expect(await textOf('')).toMatch(/^Being rewritten/);
  expect(await textOf(':$LATEST')).toMatch(/^Being rewritten/);
  expect(await textOf(':1')).toMatch(/^Your appointment/);
  expect(await textOf(':$ACTIVE_VERSION')).toMatch(/^Hello/);
});

test('renders with what is given and with defaults, and names what is missing', async () => {
  const rendered = await render(`${Q_SEED_IDS.orderReady}:1`, { first_name: 'Sofia' });
  expect(rendered.content?.sms?.body?.plainText?.content).toBe(
    'Hi Sofia, your order {{Attributes.order}} is ready at our shop in Pine Street.',
  );
  expect(rendered.attributesNotInterpolated).toEqual(['Attributes.order']);
});

const refused: [what: string, call: () => Promise<unknown>, expected: string][] = [
  ['an unknown template', () => get(`${knowledgeBaseId}:1`), 'ResourceNotFoundException 404'],
  ['an unknown version', () => get(`${Q_SEED_IDS.orderReady}:9`), 'ResourceNotFoundException 404'],
  [
    'the active version of a draft',
    () => get(`${Q_SEED_IDS.onlyDrafted}:$ACTIVE_VERSION`),
    'ResourceNotFoundException 404',
  ],
  [
    'an unknown knowledge base',
    () => get(Q_SEED_IDS.orderReady, Q_SEED_IDS.orderReady),
    'ResourceNotFoundException 404',
  ],
  [
    'one of quick responses',
    () => get(Q_SEED_IDS.orderReady, Q_SEED_IDS.quickResponses),
    'ValidationException 400',
  ],
  [
    'an ARN in the URL',
    () =>
      get(Q_SEED_IDS.orderReady, `arn:aws:wisdom:us-east-1:123456789012:knowledge-base/${knowledgeBaseId}`),
    'ValidationException 400',
  ],
  ['an id that is none', () => get('Order ready'), 'ValidationException 400'],
  ['an empty value', () => render(Q_SEED_IDS.orderReady, { order: '' }), 'ValidationException 400'],
  ['a filter on another field', () => search([['status', 'ACTIVE']]), 'ValidationException 400'],
  ['a page of 101', () => search([], { maxResults: 101 }), 'ValidationException 400'],
  ['a token of another list', () => search([], { nextToken: 'x' }), 'ValidationException 400'],
];

test.each(refused)('refuses %s', async (_what, call, expected) => {
  expect(await refusal(call())).toBe(expected);
});

test('is signed for as wisdom, with the keys of the account', async () => {
  const stranger = clientWith({ secretAccessKey: 'wrong' });
  const list = new ListMessageTemplatesCommand({ knowledgeBaseId });
  expect(await refusal(stranger.send(list))).toBe('InvalidSignatureException 403');
  const elsewhere = clientWith({}, 'eu-west-1');
  expect(await refusal(elsewhere.send(list))).toBe('InvalidSignatureException 403');
  for (const one of [stranger, elsewhere]) one.destroy();
});

test('goes wrong on demand, and throttles with 400', async () => {
  qconnect.fault({ kind: 'throttle', operation: 'GetMessageTemplate' });
  expect(await refusal(get(Q_SEED_IDS.orderReady))).toBe('ThrottlingException 400');
  expect(await refusal(get(Q_SEED_IDS.orderReady))).toBe('accepted');
  qconnect.fault({ kind: 'access_denied' });
  expect(await refusal(search([]))).toBe('AccessDeniedException 403');
  expect(qconnect.requests().at(-1)).toMatchObject({
    operation: 'SearchMessageTemplates',
    status: 403,
    fault: 'access_denied',
  });
});

test('any body gets an answer or a refusal, never an internal error', async () => {
  const paths = ['search/messageTemplates', `messageTemplates/${Q_SEED_IDS.orderReady}/render`];
  const command = new SearchMessageTemplatesCommand({ knowledgeBaseId, searchExpression: {} });
  const open = clientWith({});
  let sent = { body: '', path: '' };
  open.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, {
        body: sent.body,
        path: `/knowledgeBases/${knowledgeBaseId}/${sent.path}`,
      });
      return next(args);
    },
    { step: 'build', priority: 'high' },
  );
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({ searchExpression: fc.jsonValue(), attributes: fc.jsonValue() })
      .map((body) => JSON.stringify(body)),
  );
  await fc.assert(
    fc.asyncProperty(bodies, fc.constantFrom(...paths), async (body, path) => {
      sent = { body, path };
      expect(await refusal(open.send(command))).not.toMatch(/Internal|Unknown/);
    }),
    { numRuns: 150 },
  );
  open.destroy();
});
