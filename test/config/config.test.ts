import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config/config.ts';
import { environmentSchema } from '../../src/config/environment.ts';

const ARN = 'arn:aws:connect:us-west-2:111122223333:phone-number/50000000-0000-4000-8000-000000000002';

const COMPLETE: Record<string, string> = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  AWS_REGION: 'us-west-2',
  CONNECT_INSTANCE_ID: 'instance',
  CONNECT_SMS_SOURCE_ARN: ARN,
  CONNECT_SMS_FLOW_ID: 'sms-flow',
  CONNECT_WHATSAPP_SOURCE_ARN: ARN,
  CONNECT_WHATSAPP_FLOW_ID: 'whatsapp-flow',
  CONNECT_VOICE_FLOW_ID: 'voice-flow',
  CONNECT_VOICE_SOURCE_NUMBER: '+12065550100',
  CONNECT_VOICE_QUEUE_ID: 'queue',
};

function faultsOf(env: Record<string, string | undefined>): string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults;
  }
}

/** The complete environment with changes; undefined takes a variable away. */
const withChanges = (changes: Record<string, string | undefined>) => ({ ...COMPLETE, ...changes });

const only = (...names: string[]) =>
  Object.fromEntries(
    Object.entries(COMPLETE).filter(([name]) => names.some((start) => name.startsWith(start))),
  );

test('a complete environment, with what is not set at its default', () => {
  expect(parseConfig(COMPLETE)).toEqual({
    slack: {
      botToken: 'xoxb-1',
      apiUrl: 'https://slack.com/api/',
      delivery: { mode: 'http', signingSecret: 'secret' },
    },
    port: 3000,
    settings: {
      instanceId: 'instance',
      channels: {
        sms: { senders: [{ number: ARN }], flowId: 'sms-flow' },
        whatsapp: { senders: [{ number: ARN }], flowId: 'whatsapp-flow' },
        voice: { flowId: 'voice-flow', senders: [{ number: '+12065550100' }], queueId: 'queue' },
      },
    },
    encryptionKeys: [],
    knowledge: {},
    startBucket: { rate: 2, burst: 5 },
    maxAgeMinutes: 15,
    allowedUsers: [],
    allowedWorkspaces: [],
    database: { kind: 'embedded', directory: './data' },
    logLevel: 'info',
  });
});

describe('what is set counts', () => {
  test.each<[string, string, object]>([
    ['SLACK_APP_TOKEN', 'xapp-1', { slack: { delivery: { mode: 'socket', appToken: 'xapp-1' } } }],
    ['SLACK_API_URL', 'http://127.0.0.1:1/api', { slack: { apiUrl: 'http://127.0.0.1:1/api/' } }],
    ['PORT', '0', { port: 0 }],
    ['PORT', ' 8080 ', { port: 8080 }],
    ['CONNECT_EVENTS_QUEUE_URL', 'https://sqs/1/q', { eventsQueueUrl: 'https://sqs/1/q' }],
    ['CONNECT_START_RATE', '0.5', { startBucket: { rate: 0.5 } }],
    ['CONNECT_START_BURST', '10', { startBucket: { burst: 10 } }],
    ['DEFAULT_COUNTRY', 'gb', { settings: { defaultCountry: 'GB' } }],
    ['REACH_OUT_ALLOWED_USERS', 'U1, W2,S3', { allowedUsers: ['U1', 'W2', 'S3'] }],
    ['REACH_OUT_ALLOWED_COUNTRIES', 'us, gb', { settings: { allowedCountries: ['US', 'GB'] } }],
    ['REACH_OUT_MAX_AGE_MINUTES', '2.5', { maxAgeMinutes: 2.5 }],
    ['DATABASE_URL', 'postgres://u:p@h/d', { database: { kind: 'postgres', url: 'postgres://u:p@h/d' } }],
    ['DATA_DIR', '/var/x', { database: { kind: 'embedded', directory: '/var/x' } }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ])('%s=%s', (name, value, config) => {
    expect(parseConfig(withChanges({ [name]: value }))).toMatchObject(config);
  });
});

describe('knowledge bases', () => {
  const ID = '0a1b2c3d-4e5f-6789-abcd-ef0123456789';
  const ARN = `arn:aws-us-gov:wisdom:us-gov-west-1:111122223333:knowledge-base/${ID}`;

  test.each([
    ['CONNECT_KNOWLEDGE_BASE_ID', ID, { templates: ID }],
    ['CONNECT_KNOWLEDGE_BASE_ID', ARN, { templates: ID }],
    ['CONNECT_QUICK_RESPONSES_ID', ARN, { quickResponses: ID }],
  ])('%s=%s is known by its id', (name, value, knowledge) => {
    expect(parseConfig(withChanges({ [name]: value })).knowledge).toEqual(knowledge);
  });

  test.each(['templates', `${ID}:1`, ARN.replace('knowledge-base', 'message-template'), `x${ID}`])(
    '%s is none',
    (value) => {
      expect(faultsOf(withChanges({ CONNECT_KNOWLEDGE_BASE_ID: value }))).toEqual([
        'CONNECT_KNOWLEDGE_BASE_ID must be the id or ARN of a knowledge base of Amazon Q in Connect that holds message templates',
      ]);
    },
  );
});

describe('conversations', () => {
  const TOPIC = 'arn:aws:sns:us-west-2:111122223333:reach-out-messages';
  const CHATS = {
    CONNECT_EVENTS_QUEUE_URL: 'https://sqs/1/q',
    CONNECT_MESSAGES_TOPIC_ARN: TOPIC,
  };
  const BYTES = Buffer.from(Array.from({ length: 32 }, (_, at) => 255 - at));
  const KEY = BYTES.toString('base64');
  const OTHER = Buffer.alloc(32, 7);

  test('are off without a topic, whatever else is set', () => {
    const config = parseConfig(withChanges({ ...CHATS, CONNECT_MESSAGES_TOPIC_ARN: undefined }));
    expect(config).not.toHaveProperty('messagesTopicArn');
    expect(config.settings).not.toHaveProperty('replies');
  });

  test('ask before they send, unless told otherwise', () => {
    const config = parseConfig(withChanges(CHATS));
    expect(config).toMatchObject({ messagesTopicArn: TOPIC, encryptionKeys: [] });
    expect(config.settings.replies).toEqual({ mode: 'ask', undoSeconds: 5 });
  });

  test.each<[string, string, object]>([
    ['REACH_OUT_REPLIES', 'send', { settings: { replies: { mode: 'send', undoSeconds: 5 } } }],
    ['REACH_OUT_REPLIES', 'off', { settings: { replies: { mode: 'off' } } }],
    ['REACH_OUT_UNDO_SECONDS', '0', { settings: { replies: { undoSeconds: 0 } } }],
    ['REACH_OUT_UNDO_SECONDS', '60', { settings: { replies: { undoSeconds: 60 } } }],
    ...['aws-cn:sns:cn-north-1', 'aws-us-gov:sns:us-gov-west-1', 'aws-iso-b:sns:us-isob-east-1'].map(
      (start): [string, string, object] => {
        const topic = `arn:${start}:111122223333:Reach_Out-1`;
        return ['CONNECT_MESSAGES_TOPIC_ARN', topic, { messagesTopicArn: topic }];
      },
    ),
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${KEY}`, { encryptionKeys: [{ id: 'k1', key: BYTES }] }],
    [
      'REACH_OUT_ENCRYPTION_KEYS',
      `2026-11:${BYTES.toString('base64url')}`,
      { encryptionKeys: [{ id: '2026-11', key: BYTES }] },
    ],
    [
      'REACH_OUT_ENCRYPTION_KEYS',
      ` new:${OTHER.toString('base64')} , old:${KEY} `,
      {
        encryptionKeys: [
          { id: 'new', key: OTHER },
          { id: 'old', key: BYTES },
        ],
      },
    ],
  ])('%s=%.30s', (name, value, config) => {
    expect(parseConfig(withChanges({ ...CHATS, [name]: value }))).toMatchObject(config);
  });

  test.each([
    ['REACH_OUT_REPLIES', 'yes', 'must be one of ask, send, off'],
    ['REACH_OUT_REPLIES', 'Ask', 'must be one of ask, send, off'],
    ['REACH_OUT_UNDO_SECONDS', '2.5', 'a whole number'],
    ['REACH_OUT_UNDO_SECONDS', '-1', 'a whole number'],
    ['REACH_OUT_UNDO_SECONDS', '61', 'at most 60'],
    ['CONNECT_MESSAGES_TOPIC_ARN', 'reach-out-messages', 'a standard SNS topic'],
    ['CONNECT_MESSAGES_TOPIC_ARN', `${TOPIC}.fifo`, 'not FIFO'],
    ['CONNECT_MESSAGES_TOPIC_ARN', TOPIC.replace(':sns:', ':sqs:'), 'a standard SNS topic'],
    ['CONNECT_MESSAGES_TOPIC_ARN', TOPIC.replace('111122223333', '1'), 'a standard SNS topic'],
    ['CONNECT_MESSAGES_TOPIC_ARN', `${TOPIC}:subscription`, 'a standard SNS topic'],
    ['REACH_OUT_ENCRYPTION_KEYS', KEY, 'id:key pairs'],
    ['REACH_OUT_ENCRYPTION_KEYS', 'k1:', 'id:key pairs'],
    ['REACH_OUT_ENCRYPTION_KEYS', `:${KEY}`, 'id:key pairs'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k 1:${KEY}`, 'id:key pairs'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${BYTES.toString('hex')}`, 'the base64 of 32 bytes'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${BYTES.subarray(1).toString('base64')}`, 'the base64 of 32 bytes'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${Buffer.alloc(33).toString('base64')}`, 'the base64 of 32 bytes'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${KEY},k1:${OTHER.toString('base64')}`, 'each id once'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${KEY},`, 'id:key pairs'],
    ['REACH_OUT_ENCRYPTION_KEYS', `k1:${KEY} k2:${KEY}`, 'id:key pairs'],
  ])('%s=%.70s is named, without the value', (name, value, how) => {
    const faults = faultsOf(withChanges({ ...CHATS, [name]: value }));
    expect(faults).toEqual([expect.stringContaining(`${name} must`)]);
    expect(faults[0]).toContain(how);
    expect(faults[0]).not.toContain(KEY);
  });

  test('need the queue that the topic delivers to', () => {
    expect(faultsOf(withChanges({ CONNECT_MESSAGES_TOPIC_ARN: TOPIC }))).toEqual([
      expect.stringMatching(/^CONNECT_EVENTS_QUEUE_URL is missing: with CONNECT_MESSAGES_TOPIC_ARN, set/),
    ]);
  });

  test('need a key where others have the database', () => {
    const shared = withChanges({ ...CHATS, DATABASE_URL: 'postgres://u:p@h/d' });
    expect(faultsOf(shared)).toEqual([
      expect.stringMatching(/^REACH_OUT_ENCRYPTION_KEYS is missing: with DATABASE_URL/),
    ]);
    expect(faultsOf({ ...shared, REACH_OUT_ENCRYPTION_KEYS: `k1:${KEY}` })).toEqual([]);
    expect(faultsOf({ ...shared, CONNECT_MESSAGES_TOPIC_ARN: undefined })).toEqual([]);
  });
});

describe('what is missing is named, with what to do', () => {
  test.each<[string, Record<string, string | undefined>, RegExp]>([
    ['the bot token', { SLACK_BOT_TOKEN: undefined }, /^SLACK_BOT_TOKEN is missing: copy/],
    [
      'both ways of delivery',
      { SLACK_SIGNING_SECRET: undefined },
      /^SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is missing: set/,
    ],
    ['the instance', { CONNECT_INSTANCE_ID: undefined }, /^CONNECT_INSTANCE_ID is missing: set/],
    ['the flow of a sender', { CONNECT_SMS_FLOW_ID: undefined }, /^CONNECT_SMS_FLOW_ID is missing/],
    ['the sender of a flow', { CONNECT_SMS_SOURCE_ARN: undefined }, /^CONNECT_SMS_SOURCE_ARN is missing/],
    [
      'the flow of a WhatsApp sender',
      { CONNECT_WHATSAPP_FLOW_ID: undefined },
      /^CONNECT_WHATSAPP_FLOW_ID is missing/,
    ],
    [
      'the WhatsApp sender of a flow',
      { CONNECT_WHATSAPP_SOURCE_ARN: undefined },
      /^CONNECT_WHATSAPP_SOURCE_ARN is missing/,
    ],
    ['the flow of calls', { CONNECT_VOICE_FLOW_ID: undefined }, /^CONNECT_VOICE_FLOW_ID is missing/],
    [
      'where calls come from',
      { CONNECT_VOICE_SOURCE_NUMBER: undefined, CONNECT_VOICE_QUEUE_ID: undefined },
      /^CONNECT_VOICE_SOURCE_NUMBER or CONNECT_VOICE_QUEUE_ID is missing/,
    ],
  ])('%s', (_, changes, sentence) => {
    expect(faultsOf(withChanges(changes))).toEqual([expect.stringMatching(sentence)]);
    const emptied = Object.fromEntries(Object.keys(changes).map((name) => [name, ' ']));
    expect(faultsOf(withChanges(emptied))).toEqual([expect.stringMatching(sentence)]);
  });

  test('every channel', () => {
    expect(faultsOf(only('SLACK', 'AWS', 'CONNECT_INSTANCE'))).toEqual([
      expect.stringMatching(/^No channel is set up: set CONNECT_SMS_/),
    ]);
  });

  test.each([
    ['the queue', 'CONNECT_VOICE_QUEUE_ID'],
    ['the number', 'CONNECT_VOICE_SOURCE_NUMBER'],
  ])('but of number and queue, %s alone is enough', (_, name) => {
    const config = parseConfig(only('SLACK', 'AWS', 'CONNECT_INSTANCE', 'CONNECT_VOICE_FLOW', name));
    expect(Object.keys(config.settings.channels)).toEqual(['voice']);
  });
});

describe('installing by OAuth', () => {
  const OAUTH = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_STATE_SECRET: 'sixteen characters',
    REACH_OUT_ALLOWED_WORKSPACES: 'T012AB, E034CD',
  };
  const ALONE = { ...OAUTH, SLACK_BOT_TOKEN: undefined };

  test('needs no token', () => {
    expect(faultsOf(withChanges(ALONE))).toEqual([]);
    expect(parseConfig(withChanges(ALONE)).slack).toMatchObject({
      oauth: { clientId: '1.2', clientSecret: 's', stateSecret: 'sixteen characters' },
    });
    expect(parseConfig(withChanges(ALONE)).allowedWorkspaces).toEqual(['T012AB', 'E034CD']);
    expect(
      parseConfig(withChanges({ ...ALONE, REACH_OUT_ALLOWED_WORKSPACES: '' })).allowedWorkspaces,
    ).toEqual([]);
    expect(parseConfig(withChanges({})).slack).not.toHaveProperty('oauth');
  });

  test.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'])(
    'needs %s with the others',
    (name) => {
      expect(faultsOf(withChanges({ ...ALONE, [name]: undefined }))).toEqual([
        expect.stringMatching(new RegExp(`^${name} is missing: to install Reach Out by OAuth,`)),
      ]);
    },
  );

  test('needs a state secret that nobody guesses, and a key where others have the database', () => {
    expect(faultsOf(withChanges({ ...ALONE, SLACK_STATE_SECRET: 'short' }))).toEqual([
      expect.stringMatching(/^SLACK_STATE_SECRET must have 8 characters or more: make one/),
    ]);
    expect(faultsOf(withChanges({ ...ALONE, REACH_OUT_ALLOWED_WORKSPACES: 'acme' }))).toEqual([
      expect.stringMatching(/^REACH_OUT_ALLOWED_WORKSPACES must hold ids of workspaces/),
    ]);
    expect(faultsOf(withChanges({ ...ALONE, DATABASE_URL: 'postgres://u:p@h/d' }))).toEqual([
      expect.stringMatching(/^REACH_OUT_ENCRYPTION_KEYS is missing: with DATABASE_URL, the tokens/),
    ]);
  });
});

describe('what is malformed is named, with how it should be', () => {
  test.each<string[]>([
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'must begin with xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'must begin with xapp-'],
    ['SLACK_API_URL', 'slack', 'must be a URL'],
    ['SLACK_API_URL', 'ftp://slack.com/api/', 'must be a URL'],
    ['PORT', '80a', 'must be a port number'],
    ['PORT', '-1', 'must be a port number'],
    ['PORT', '65536', 'must be at most 65535'],
    ['CONNECT_INSTANCE_ID', 'x'.repeat(101), 'at most 100 characters'],
    ['CONNECT_SMS_SOURCE_ARN', '+12065550100', 'phone number ARN'],
    ['CONNECT_WHATSAPP_SOURCE_ARN', 'arn:aws:sns:us-west-2:1:phone-number/x', 'phone number ARN'],
    ['CONNECT_SMS_FLOW_ID', 'x'.repeat(501), 'at most 500 characters'],
    ['CONNECT_WHATSAPP_FLOW_ID', 'x'.repeat(501), 'at most 500 characters'],
    ['CONNECT_VOICE_FLOW_ID', 'x'.repeat(501), 'at most 500 characters'],
    ['CONNECT_VOICE_SOURCE_NUMBER', '206 555 0100', 'E.164'],
    ['CONNECT_EVENTS_QUEUE_URL', 'queue', 'the URL of an SQS queue'],
    ['CONNECT_START_RATE', '0', 'greater than 0'],
    ['CONNECT_START_RATE', 'fast', 'greater than 0'],
    ['CONNECT_START_RATE', '1e999', 'greater than 0'],
    ['CONNECT_START_BURST', '0.5', 'at least 1'],
    ['DEFAULT_COUNTRY', 'USA', 'ISO country code'],
    ['DEFAULT_COUNTRY', 'US,GB', 'one ISO country code'],
    ['REACH_OUT_ALLOWED_USERS', 'U1,@ada', 'user ids'],
    ['REACH_OUT_ALLOWED_COUNTRIES', 'US,Narnia', 'ISO country codes'],
    ['REACH_OUT_ASK', '@ada', 'channel id'],
    ['REACH_OUT_ASK', 'D0ADA', 'channel id'],
    ['REACH_OUT_MAX_AGE_MINUTES', '-5', 'greater than 0'],
    ['DATABASE_URL', 'mysql://x', 'must begin with postgres://'],
    ['LOG_LEVEL', 'loud', 'must be one of trace'],
    ...[
      'connect.us-west-2.amazonaws.com',
      'localhost:8443',
      'ftp://x',
      'http://',
      'http://x:99999',
      '://',
    ].map((value) => ['AWS_ENDPOINT_URL_CONNECT', value, 'must be a URL that begins with https://']),
    ['AWS_ENDPOINT_URL', 'x', 'must be a URL that begins with https://'],
    ['AWS_ENDPOINT_URL_SQS', 'x', 'must be a URL that begins with https://'],
  ])('%s=%.20s', (name = '', value, how) => {
    const faults = faultsOf(withChanges({ [name]: value }));
    expect(faults).toEqual([expect.stringContaining(name)]);
    expect(faults[0]).toContain(how);
    expect(faults[0]).not.toContain('xoxp');
  });
});

test('all faults come at once', () => {
  const faults = faultsOf({
    SLACK_APP_TOKEN: 'wrong',
    PORT: 'x',
    LOG_LEVEL: 'loud',
    CONNECT_SMS_FLOW_ID: 'x',
  });
  const named = [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'PORT',
    'CONNECT_INSTANCE_ID',
    'LOG_LEVEL',
    'CONNECT_SMS_SOURCE_ARN',
  ];
  for (const name of named) expect(faults.filter((fault) => fault.includes(`${name} `))).toHaveLength(1);
  expect(faults).toHaveLength(named.length);
});

test('.env.example names every variable, all of them unset, and no other', () => {
  const root = path.join(import.meta.dirname, '../..');
  const example = fs.readFileSync(path.join(root, '.env.example'), 'utf8');
  const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => ({ name, value }));
  const known = Object.keys(environmentSchema.shape);
  expect(known.length).toBeGreaterThan(20);
  expect(named.map(({ name }) => name).sort()).toEqual([...known, 'AWS_REGION'].sort());
  expect(named.filter(({ value }) => value !== '')).toEqual([]);
});
