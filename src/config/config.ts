import type { Key } from '../domain/kernel/key.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import { channelSettings } from './channel-settings.ts';
import { crossFaults, type Environment, environmentSchema } from './environment.ts';

export interface Config {
  slack: SlackConfig;
  port: number;
  settings: ReachOutSettings;
  eventsQueueUrl?: string;
  /** The SNS topic that chats are streamed to; without it, conversations are to be read in Amazon Connect. */
  messagesTopicArn?: string;
  /** Knowledge bases of Amazon Q in Connect, by id: of message templates and of quick responses. */
  knowledge: { templates?: string; quickResponses?: string };
  /** AWS's list of numbers that want no text messages; without it, nobody asks. */
  optOutList?: string;
  /** What seals texts and tokens in the database; the embedded one has a key of its own. */
  encryptionKeys: Key[];
  /** Contacts started per second, and at once. */
  startBucket: { rate: number; burst: number };
  maxAgeMinutes: number;
  /** User ids and user group ids; empty: everybody but guests, bots and people of other teams. */
  allowedUsers: string[];
  /** Ids of the workspaces and organizations that may install the app by OAuth. */
  allowedWorkspaces: string[];
  /** Path of the policy file. */
  policyFile?: string;
  /** Whom a person may ask for help: a user, user group or channel id. */
  ask?: string;
  database: DatabaseLocation;
  logLevel: string;
}

/** PostgreSQL, or the directory of the embedded database. */
export type DatabaseLocation = { kind: 'embedded'; directory: string } | { kind: 'postgres'; url: string };

export interface SlackConfig {
  /** Absent where the app is installed by OAuth alone. */
  botToken?: string;
  /** What installing by OAuth takes; absent where the app goes by one token. */
  oauth?: { clientId: string; clientSecret: string; stateSecret: string };
  apiUrl: string;
  /** Shows the app's settings in Slack, to doctor alone. */
  configToken?: string;
  delivery: { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string };
}

/** Names every fault of the environment at once, each with what to do. */
export class ConfigError extends Error {
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`The environment is not complete:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Reads the environment; an empty variable counts as unset. Throws ConfigError with every fault, those
 * that were found elsewhere included.
 */
export function parseConfig(env: RawEnvironment, others: string[] = []): Config {
  const set = trimmed(env);
  const parsed = environmentSchema.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  const all = [...faults, ...crossFaults(set), ...others];
  if (!parsed.success || all.length > 0) throw new ConfigError(all);
  return toConfig(parsed.data, set);
}

/** All that the command line needs to know: where the database is, and what opens what is sealed in it. */
export function parseStoreConfig(env: RawEnvironment): Pick<Config, 'database' | 'encryptionKeys'> {
  const names = { DATABASE_URL: true, DATA_DIR: true, REACH_OUT_ENCRYPTION_KEYS: true } as const;
  const parsed = environmentSchema.pick(names).safeParse(trimmed(env));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message));
  return {
    database: locateDatabase(parsed.data),
    encryptionKeys: parsed.data.REACH_OUT_ENCRYPTION_KEYS ?? [],
  };
}

/** How the command line reads numbers. */
export function parsePhoneOptions(env: RawEnvironment): Pick<ReachOutSettings, 'defaultCountry'> {
  const parsed = environmentSchema.pick({ DEFAULT_COUNTRY: true }).safeParse(trimmed(env));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message));
  const [defaultCountry] = parsed.data.DEFAULT_COUNTRY ?? [];
  return defaultCountry ? { defaultCountry } : {};
}

export type RawEnvironment = Record<string, string | undefined>;

export function trimmed(env: RawEnvironment): RawEnvironment {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]));
}

/** `set`: the same as it stands in the environment. */
export function toConfig(env: Environment, set: RawEnvironment): Config {
  return {
    slack: {
      ...(env.SLACK_BOT_TOKEN && { botToken: env.SLACK_BOT_TOKEN }),
      ...oauthOf(env),
      apiUrl: env.SLACK_API_URL.endsWith('/') ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`,
      ...(env.SLACK_CONFIG_TOKEN && { configToken: env.SLACK_CONFIG_TOKEN }),
      delivery: env.SLACK_APP_TOKEN
        ? { mode: 'socket', appToken: env.SLACK_APP_TOKEN }
        : { mode: 'http', signingSecret: env.SLACK_SIGNING_SECRET ?? '' },
    },
    port: env.PORT,
    settings: toSettings(env, set),
    ...(env.CONNECT_EVENTS_QUEUE_URL && { eventsQueueUrl: env.CONNECT_EVENTS_QUEUE_URL }),
    ...(env.CONNECT_MESSAGES_TOPIC_ARN && { messagesTopicArn: env.CONNECT_MESSAGES_TOPIC_ARN }),
    ...(env.CONNECT_SMS_OPT_OUT_LIST && { optOutList: env.CONNECT_SMS_OPT_OUT_LIST }),
    knowledge: {
      ...(env.CONNECT_KNOWLEDGE_BASE_ID && { templates: env.CONNECT_KNOWLEDGE_BASE_ID }),
      ...(env.CONNECT_QUICK_RESPONSES_ID && { quickResponses: env.CONNECT_QUICK_RESPONSES_ID }),
    },
    encryptionKeys: env.REACH_OUT_ENCRYPTION_KEYS ?? [],
    startBucket: { rate: env.CONNECT_START_RATE, burst: env.CONNECT_START_BURST },
    maxAgeMinutes: env.REACH_OUT_MAX_AGE_MINUTES,
    allowedUsers: env.REACH_OUT_ALLOWED_USERS,
    allowedWorkspaces: env.REACH_OUT_ALLOWED_WORKSPACES,
    ...(env.REACH_OUT_POLICY && { policyFile: env.REACH_OUT_POLICY }),
    ...(env.REACH_OUT_ASK && { ask: env.REACH_OUT_ASK }),
    database: locateDatabase(env),
    logLevel: env.LOG_LEVEL,
  };
}

function oauthOf({
  SLACK_CLIENT_ID: clientId,
  SLACK_CLIENT_SECRET: clientSecret,
  SLACK_STATE_SECRET: stateSecret,
}: Environment): Pick<SlackConfig, 'oauth'> {
  return clientId && clientSecret && stateSecret ? { oauth: { clientId, clientSecret, stateSecret } } : {};
}

function locateDatabase({
  DATABASE_URL: url,
  DATA_DIR: directory,
}: Pick<Environment, 'DATABASE_URL' | 'DATA_DIR'>): DatabaseLocation {
  return url ? { kind: 'postgres', url } : { kind: 'embedded', directory };
}

function toSettings(env: Environment, set: RawEnvironment): ReachOutSettings {
  const [defaultCountry] = env.DEFAULT_COUNTRY ?? [];
  return {
    instanceId: env.CONNECT_INSTANCE_ID,
    channels: channelSettings(set),
    ...(defaultCountry && { defaultCountry }),
    ...(env.CONNECT_MESSAGES_TOPIC_ARN && {
      replies: { mode: env.REACH_OUT_REPLIES, undoSeconds: env.REACH_OUT_UNDO_SECONDS },
    }),
    ...(env.REACH_OUT_ALLOWED_COUNTRIES && { allowedCountries: env.REACH_OUT_ALLOWED_COUNTRIES }),
  };
}
