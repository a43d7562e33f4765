import {
  GetMessageTemplateCommand,
  ListMessageTemplatesCommand,
  QConnectClient,
  RenderMessageTemplateCommand,
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
const list = (more: object = {}) =>
  client.send(new ListMessageTemplatesCommand({ knowledgeBaseId, ...more }));

test('lists what there is, and which version of it is active', async () => {
  const { messageTemplateSummaries = [] } = await list();
  expect(
    messageTemplateSummaries.map((one) => [one.name, one.channelSubtype, one.activeVersionNumber]),
  ).toEqual([
    ['Order ready', 'SMS', 1],
    ['Appointment reminder', 'SMS', 2],
    ['Opening hours', 'SMS', 1],
    ['Winter sale', 'SMS', undefined],
    ['Order shipped', 'WHATSAPP', 1],
    ['Win a prize', 'WHATSAPP', 1],
    ['Welcome back', 'WHATSAPP', 1],
    ['Newsletter', 'EMAIL', 1],
  ]);
});

test('pages, by the query string', async () => {
  const names: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await list({ maxResults: 3, nextToken });
    expect(page.messageTemplateSummaries?.length).toBeLessThanOrEqual(3);
    names.push(...(page.messageTemplateSummaries ?? []).map(({ name }) => name));
    nextToken = page.nextToken;
  } while (nextToken);
  expect(new Set(names).size).toBe(8);
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
  ['a page of 101', () => list({ maxResults: 101 }), 'ValidationException 400'],
  ['a token of another list', () => list({ nextToken: 'x' }), 'ValidationException 400'],
];

test.each(refused)('refuses %s', async (_what, call, expected) => {
  expect(await refusal(call())).toBe(expected);
});

test('is signed for as wisdom, with the keys of the account', async () => {
  const stranger = clientWith({ secretAccessKey: 'wrong' });
  const command = new ListMessageTemplatesCommand({ knowledgeBaseId });
  expect(await refusal(stranger.send(command))).toBe('InvalidSignatureException 403');
  const elsewhere = clientWith({}, 'eu-west-1');
  expect(await refusal(elsewhere.send(command))).toBe('InvalidSignatureException 403');
  for (const one of [stranger, elsewhere]) one.destroy();
});

test('goes wrong on demand, and throttles with 400', async () => {
  qconnect.fault({ kind: 'throttle', operation: 'GetMessageTemplate' });
  expect(await refusal(get(Q_SEED_IDS.orderReady))).toBe('ThrottlingException 400');
  expect(await refusal(get(Q_SEED_IDS.orderReady))).toBe('accepted');
  qconnect.fault({ kind: 'access_denied' });
  expect(await refusal(list())).toBe('AccessDeniedException 403');
  expect(qconnect.requests().at(-1)).toMatchObject({
    operation: 'ListMessageTemplates',
    status: 403,
    fault: 'access_denied',
  });
});

test('any body gets an answer or a refusal, never an internal error', async () => {
  const path = `/knowledgeBases/${knowledgeBaseId}/messageTemplates/${Q_SEED_IDS.orderReady}/render`;
  const command = new RenderMessageTemplateCommand({
    ...{ knowledgeBaseId, messageTemplateId: Q_SEED_IDS.orderReady, attributes: {} },
  });
  const open = clientWith({});
  let sent = '';
  open.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { body: sent, path });
      return next(args);
    },
    { step: 'build', priority: 'high' },
  );
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ attributes: fc.jsonValue() }).map((body) => JSON.stringify(body)),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      sent = body;
      expect(await refusal(open.send(command))).not.toMatch(/Internal|Unknown/);
    }),
    { numRuns: 150 },
  );
  open.destroy();
});
