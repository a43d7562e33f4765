import os from 'node:os';
import {
  DEFAULT_OPT_OUT_LIST,
  phoneNumberArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  topicArn,
} from '../connect/index.ts';
import { Q_SEED_IDS } from '../qconnect/index.ts';
import type { Mode, Stage } from '../stage/stage.ts';

/** What an admin rehearses: these reach the app as they are in the sandbox's own environment. */
const REHEARSED = [
  'DEFAULT_COUNTRY',
  'CONNECT_START_RATE',
  'CONNECT_START_BURST',
  'LOG_LEVEL',
  'NODE_OPTIONS',
  'PATH',
  'TMPDIR',
  'TEMP',
  'SystemRoot',
  'HOME',
];

/** What conversations are sealed with where the app does not make a key of its own. Worth nothing anywhere else. */
const SANDBOX_KEY = `sandbox:${Buffer.from('worth nothing outside of sandbox').toString('base64')}`;

type Variables = Record<string, string | undefined>;

export type AppEnvironmentOptions = {
  stage: Stage;
  mode: Mode;
  port: number;
  appDirectory: string;
  databaseUrl: string | undefined;
  policyFile: string;
  /** The environment of the sandbox. */
  given: Variables;
};

/** The app's whole environment: nothing else is inherited, so no real token or AWS profile can get in. */
export function appEnvironment(options: AppEnvironmentOptions): Record<string, string> {
  const { stage, mode, port, appDirectory, databaseUrl, policyFile, given } = options;
  const { slack, connect, qconnect, sqs, sns } = stage;
  const { seed } = connect;
  return {
    REACH_OUT_POLICY: policyFile,
    ...(databaseUrl ? { REACH_OUT_ENCRYPTION_KEYS: SANDBOX_KEY } : {}),
    ...rehearsed(given),
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : // Over HTTP, Slack's settings have an address that nobody has.
        { SLACK_APP_TOKEN: slack.appToken, SLACK_CONFIG_TOKEN: slack.configToken }),
    SLACK_API_URL: slack.apiUrl,
    PORT: String(port),
    SANDBOX_TURNED_MS: String(stage.clock.turnedMs()),
    AWS_REGION: seed.region,
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_CONNECT: connect.url,
    AWS_ENDPOINT_URL_CONNECTPARTICIPANT: connect.url,
    AWS_ENDPOINT_URL_IAM: connect.url,
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: connect.url,
    AWS_ENDPOINT_URL_QCONNECT: qconnect.url,
    AWS_ENDPOINT_URL_SERVICE_QUOTAS: connect.url,
    AWS_ENDPOINT_URL_STS: connect.url,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    CONNECT_INSTANCE_ID: SEED_IDS.instance,
    CONNECT_SMS_SOURCE_ARN: `Support=${phoneNumberArn(seed, SEED_IDS.smsNumber)},Sales=${phoneNumberArn(seed, SEED_IDS.salesSmsNumber)}`,
    CONNECT_SMS_FLOW_ID: SEED_IDS.smsFlow,
    CONNECT_SMS_OPT_OUT_LIST: DEFAULT_OPT_OUT_LIST,
    CONNECT_WHATSAPP_SOURCE_ARN: phoneNumberArn(seed, SEED_IDS.whatsAppNumber),
    CONNECT_WHATSAPP_FLOW_ID: SEED_IDS.whatsAppFlow,
    CONNECT_VOICE_FLOW_ID: SEED_IDS.voiceFlow,
    CONNECT_VOICE_SOURCE_NUMBER: '+12065550100',
    CONNECT_VOICE_QUEUE_ID: SEED_IDS.supportQueue,
    CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
    CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses,
    CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl(),
    CONNECT_MESSAGES_TOPIC_ARN: topicArn(seed),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: appDirectory }),
  };
}

function rehearsed(given: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value?.trim() && (REHEARSED.includes(name) || name.startsWith('REACH_OUT_')) ? [[name, value]] : [],
    ),
  );
}
