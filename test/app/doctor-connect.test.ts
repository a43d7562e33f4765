import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { connectChecks } from '../../src/app/doctor/connect-checks.ts';
import type { Finding } from '../../src/domain/doctor/finding.ts';
import {
  defaultSeed,
  type FaultOrder,
  type OperationName,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type Seed,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import {
  Q_SEED_IDS,
  type SimulatedQConnect,
  startSimulatedQConnect,
} from '../../src/sandbox/qconnect/index.ts';
import { examinedBy, findingsOf } from '../support/doctor.ts';
import { connectEnvironment } from '../support/environment.ts';
import { runOperator } from '../support/operator.ts';

type Credentials = { accessKeyId: string; secretAccessKey: string };

const seed = defaultSeed();

const ENVIRONMENT: Record<string, string> = {
  ...connectEnvironment(seed),
  CONNECT_START_RATE: '2',
  CONNECT_SMS_OPT_OUT_LIST: 'Default',
  CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
  CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses,
  REACH_OUT_ALLOWED_COUNTRIES: 'US,CA',
};

let qconnect: SimulatedQConnect;
let connect: SimulatedConnect;
beforeAll(async () => {
  qconnect = await startSimulatedQConnect();
});
afterEach(() => connect.stop());
afterAll(() => qconnect.stop());

interface Setup {
  seed?: Partial<Seed>;
  env?: Record<string, string>;
  faults?: FaultOrder[];
  credentials?: () => Promise<Credentials>;
}

async function diagnose(setup: Setup): Promise<Finding[]> {
  // With AWS's quotas, so that what asks too fast is told so.
  connect = await startSimulatedConnect({ ...(setup.seed && { seed: setup.seed }) });
  for (const fault of setup.faults ?? []) connect.fault({ times: Number.POSITIVE_INFINITY, ...fault });
  const aws = { region: seed.region, credentials: setup.credentials ?? SANDBOX_CREDENTIALS };
  const outside = {
    connect: { ...aws, endpoint: connect.url },
    qconnect: { ...aws, endpoint: qconnect.url },
  };
  return findingsOf(connectChecks(examinedBy({ ...ENVIRONMENT, ...setup.env }, outside)));
}

/** What is wrong, a line each. */
function faultsOf(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ verdict }) => verdict !== 'ok')
    .map(({ verdict, check, says }) => `${verdict} ${check}: ${says}`);
}

const denied = (operation: OperationName): FaultOrder => ({ operation, kind: 'access_denied' });
const flows = (id: string, changed: object) =>
  seed.flows.map((flow) => (flow.id === id ? { ...flow, ...changed } : flow));
const numbers = (id: string, changed: object) =>
  seed.phoneNumbers.map((number) => (number.id === id ? { ...number, ...changed } : number));
const queues = (changed: object) => seed.queues.map((queue) => ({ ...queue, ...changed }));

test('of a set-up that is whole, all is well, and nothing but reads was asked of AWS', async () => {
  const findings = await diagnose({});
  expect(faultsOf(findings)).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    ...['credentials', 'region', 'instance', 'outbound-calls', 'sms-flow', 'whatsapp-flow', 'voice-flow'],
    ...['sms-sender', 'whatsapp-sender', 'voice-sender', 'voice-queue', 'voice-countries'],
    ...['start-rate', 'start-rate', 'permissions', 'start-permissions'],
    ...['opt-out-list', 'message-templates', 'quick-responses'],
  ]);
  for (const { operation, notes } of connect.requests()) {
    expect(operation).toMatch(/^(Describe|List|Get|Simulate)/);
    expect(notes).toEqual([]);
  }
  expect(connect.contacts()).toEqual([]);
  expect(JSON.stringify(findings)).not.toMatch(/\+1206555|sandbox-secret|AKIA/);
});

test('where no instance is named, it is told whose the credentials are all the same', async () => {
  const findings = await diagnose({ env: { CONNECT_INSTANCE_ID: '' } });
  expect(findings.map(({ check, verdict }) => [check, verdict])).toEqual([['credentials', 'ok']]);
});

test.each<[string, Setup, ...string[]]>([
  [
    'credentials that are not found',
    {
      credentials: () =>
        Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })),
    },
    'failure credentials: No AWS credentials were found.',
  ],
  [
    'credentials that have expired',
    { faults: [{ operation: 'GetCallerIdentity', kind: 'expired_token' }] },
    'failure credentials: The AWS credentials have expired (ExpiredToken).',
  ],
  [
    'a key that AWS does not know',
    { credentials: async () => ({ accessKeyId: 'AKIASOMEBODYELSE0000', secretAccessKey: 'x' }) },
    'failure credentials: AWS does not know the credentials (InvalidClientTokenId).',
  ],
  [
    'a secret that is wrong',
    { credentials: async () => ({ ...SANDBOX_CREDENTIALS, secretAccessKey: 'x' }) },
    'failure credentials: AWS does not accept the signature (SignatureDoesNotMatch).',
  ],
  [
    'an instance of another region',
    { env: { CONNECT_INSTANCE_ID: `arn:aws:connect:eu-west-2:123456789012:instance/${SEED_IDS.voiceFlow}` } },
    'failure region: CONNECT_INSTANCE_ID is in eu-west-2, and AWS_REGION is us-east-1.',
    `failure instance: There is no instance ${SEED_IDS.voiceFlow} in us-east-1.`,
  ],
  [
    'a number of another account',
    { env: { CONNECT_SMS_SOURCE_ARN: 'arn:aws:connect:us-east-1:444455556666:phone-number/1' } },
    'failure account: CONNECT_SMS_SOURCE_ARN is in the account 444455556666, and the credentials are of 123456789012.',
    'failure sms-sender: arn:aws:connect:us-east-1:444455556666:phone-number/1 of CONNECT_SMS_SOURCE_ARN is not a number of the instance.',
  ],
  [
    'an Amazon Connect that does not answer',
    {
      env: { CONNECT_SMS_OPT_OUT_LIST: '', CONNECT_KNOWLEDGE_BASE_ID: '', CONNECT_QUICK_RESPONSES_ID: '' },
      faults: [{ kind: 'page', status: 407 }],
    },
    'failure instance: AWS did not tell how the instance is (HTTP 407).',
  ],
  [
    'an id that is none',
    { faults: [{ operation: 'DescribeInstance', kind: 'invalid_request' }] },
    'failure instance: AWS did not tell how the instance is (InvalidRequestException).',
  ],
  [
    'an instance that is not ready',
    { seed: { instance: { ...seed.instance, status: 'CREATION_IN_PROGRESS' } } },
    'failure instance: The instance reach-out-sandbox is not active (CREATION_IN_PROGRESS).',
  ],
  [
    'an instance that lets no calls out',
    { seed: { instance: { ...seed.instance, outboundCallsEnabled: false } } },
    'failure outbound-calls: The instance lets no calls out.',
  ],
  [
    'flows that are not there, drafts, archived or for something else',
    {
      env: { CONNECT_SMS_FLOW_ID: 'f9', CONNECT_WHATSAPP_FLOW_ID: SEED_IDS.whisperFlow },
      seed: { flows: flows(SEED_IDS.voiceFlow, { status: 'SAVED' }) },
    },
    'failure sms-flow: The instance has no flow f9, which CONNECT_SMS_FLOW_ID names.',
    'failure whatsapp-flow: The flow "Agent whisper" of CONNECT_WHATSAPP_FLOW_ID has the wrong type: AGENT_WHISPER.',
    'failure voice-flow: The flow "Reach Out: speak a message" of CONNECT_VOICE_FLOW_ID was saved, but never published.',
  ],
  [
    'a number that is still being claimed',
    { seed: { phoneNumbers: numbers(SEED_IDS.smsNumber, { status: 'IN_PROGRESS' }) } },
    'warning sms-sender: SMS: +1 …0101 is not claimed (IN_PROGRESS).',
  ],
  [
    'a number of another instance',
    { seed: { phoneNumbers: numbers(SEED_IDS.smsNumber, { instanceId: SEED_IDS.agent }) } },
    `failure sms-sender: ${ENVIRONMENT.CONNECT_SMS_SOURCE_ARN} of CONNECT_SMS_SOURCE_ARN is a number of another instance: arn:aws:connect:us-east-1:123456789012:instance/${SEED_IDS.agent}.`,
  ],
  [
    'numbers of other channels',
    {
      env: {
        CONNECT_SMS_SOURCE_ARN: `Chats=${ENVIRONMENT.CONNECT_WHATSAPP_SOURCE_ARN}`,
        CONNECT_VOICE_SOURCE_NUMBER: '+12065550101',
      },
    },
    'failure sms-sender: SMS: Chats (+1 …0102) is not a number for SMS.',
    'warning voice-sender: Voice call: +1 …0101 may not be able to call.',
  ],
  [
    'a queue that is off',
    { seed: { queues: queues({ status: 'DISABLED' }) } },
    'failure voice-queue: The queue "Support" of CONNECT_VOICE_QUEUE_ID is off (DISABLED).',
  ],
  [
    'a queue without a number',
    { seed: { queues: queues({ callerIdNumberId: undefined }) }, env: { CONNECT_VOICE_SOURCE_NUMBER: '' } },
    'failure voice-queue: The queue "Support" of CONNECT_VOICE_QUEUE_ID has no number that calls come from.',
  ],
  [
    'a country that is not called by default',
    { env: { REACH_OUT_ALLOWED_COUNTRIES: 'US,DE' } },
    'warning voice-countries: A new instance in us-east-1 does not call Germany (DE) of REACH_OUT_ALLOWED_COUNTRIES.',
  ],
  [
    'a rate above the quota of calls',
    {
      env: { CONNECT_START_RATE: '5' },
      seed: { startQuotas: { StartOutboundChatContact: 10, StartOutboundVoiceContact: 2 } },
    },
    'warning start-rate: CONNECT_START_RATE is 5, but AWS takes 2 StartOutboundVoiceContact a second.',
  ],
  [
    'an opt-out list and knowledge bases that are not there',
    {
      env: {
        CONNECT_SMS_OPT_OUT_LIST: 'Other',
        CONNECT_KNOWLEDGE_BASE_ID: SEED_IDS.agent,
        CONNECT_QUICK_RESPONSES_ID: SEED_IDS.agent,
      },
    },
    'failure opt-out-list: The opt-out list that CONNECT_SMS_OPT_OUT_LIST names is not in us-east-1.',
    'failure message-templates: The knowledge base of message templates that CONNECT_KNOWLEDGE_BASE_ID names is not in us-east-1.',
    'failure quick-responses: The knowledge base of quick responses that CONNECT_QUICK_RESPONSES_ID names is not in us-east-1.',
  ],
  [
    'credentials that may read nothing',
    {
      env: { CONNECT_START_RATE: '3', CONNECT_WHATSAPP_SOURCE_ARN: '', CONNECT_WHATSAPP_FLOW_ID: '' },
      faults: [
        ...['DescribeInstance', 'ListContactFlows', 'ListPhoneNumbersV2', 'DescribeQueue', 'DescribeContact'],
        ...['DescribeUser', 'ListQueues', 'GetServiceQuota', 'DescribeOptedOutNumbers'],
      ].map((operation) => denied(operation as OperationName)),
    },
    'warning instance: AWS did not tell how the instance is (AccessDeniedException).',
    'warning sms-flow: AWS did not tell whether the flow of CONNECT_SMS_FLOW_ID is there (AccessDeniedException).',
    'warning voice-flow: AWS did not tell whether the flow of CONNECT_VOICE_FLOW_ID is there (AccessDeniedException).',
    'warning sms-sender: AWS did not tell which numbers the instance has (AccessDeniedException).',
    'warning voice-sender: AWS did not tell which numbers the instance has (AccessDeniedException).',
    'warning voice-queue: AWS did not tell how the queue of CONNECT_VOICE_QUEUE_ID is (AccessDeniedException).',
    'warning start-rate: AWS did not tell whether it takes more than the 2 StartOutboundChatContact a second of a new account, as CONNECT_START_RATE is 3 (AccessDeniedException).',
    'warning start-rate: AWS did not tell whether it takes more than the 2 StartOutboundVoiceContact a second of a new account, as CONNECT_START_RATE is 3 (AccessDeniedException).',
    'failure permissions: AWS did not tell how a contact is doing (AccessDeniedException).',
    'warning permissions: AWS did not tell what an agent is called (AccessDeniedException).',
    'warning permissions: AWS did not tell which queues there are (AccessDeniedException).',
    'failure opt-out-list: AWS did not tell who has opted out (AccessDeniedException).',
  ],
  [
    'numbers whose status nobody may see',
    { faults: [denied('DescribePhoneNumber')], env: { CONNECT_VOICE_SOURCE_NUMBER: '' } },
    'warning sms-sender: AWS did not tell whether they are claimed (AccessDeniedException).',
    'warning whatsapp-sender: AWS did not tell whether they are claimed (AccessDeniedException).',
  ],
])('%s', async (_, setup, ...expected) => {
  expect(faultsOf(await diagnose(setup))).toEqual(expected);
});

test.each<[string[], object]>([
  [[], { verdict: 'ok', says: "Contacts may be started and stopped, as IAM's simulator says." }],
  [
    ['connect:StartOutboundVoiceContact'],
    {
      ...{ verdict: 'warning', cause: 'It was asked for *.' },
      says: "IAM's simulator says that connect:StartOutboundVoiceContact is not allowed.",
    },
  ],
])('IAM is asked about starts where it may be, which denies %j', async (simulatedDenials, expected) => {
  const findings = await diagnose({ seed: { simulatedDenials } });
  expect(findings.filter(({ check }) => check === 'start-permissions')).toEqual([
    expect.objectContaining(expected),
  ]);
});

test('what is refused for its rate is asked again', async () => {
  const busy = (operation: OperationName) => ({ operation, kind: 'throttle', times: 1 }) as const;
  expect(faultsOf(await diagnose({ faults: [busy('DescribeInstance'), busy('ListContactFlows')] }))).toEqual(
    [],
  );
});

test('the word of the command line finds AWS where the environment says', async () => {
  connect = await startSimulatedConnect({ seed: { queues: queues({ status: 'DISABLED' }) } });
  const { code, out } = await runOperator(['doctor', '--json'], {
    ...ENVIRONMENT,
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_CONNECT: connect.url,
    AWS_ENDPOINT_URL_IAM: connect.url,
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: connect.url,
    AWS_ENDPOINT_URL_QCONNECT: qconnect.url,
    AWS_ENDPOINT_URL_SERVICE_QUOTAS: connect.url,
    AWS_ENDPOINT_URL_STS: connect.url,
  });
  expect(code).toBe(1);
  const findings: Finding[] = JSON.parse(out).findings;
  const found = findings.filter(({ area, check }) => area === 'Amazon Connect' && check !== 'environment');
  expect(faultsOf(found)).toEqual([
    'failure voice-queue: The queue "Support" of CONNECT_VOICE_QUEUE_ID is off (DISABLED).',
  ]);
});
