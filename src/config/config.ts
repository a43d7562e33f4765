import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import type { DatabaseLocation } from '../store/database.ts';
import type { Bucket } from '../store/rate-limits.ts';
import { crossFaults, DATA_DIR, type Environment, environmentSchema } from './environment.ts';

export interface Config {
  slack: SlackConfig;
  port: number;
  settings: ReachOutSettings;
  eventsQueueUrl?: string;
  startBucket: Bucket;
  maxAgeMinutes: number;
  /** User ids and user group ids; empty: everybody but guests, bots and people of other teams. */
  allowedUsers: string[];
  database: DatabaseLocation;
  logLevel: string;
}

export interface SlackConfig {
  botToken: string;
  apiUrl: string;
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

/** Reads the environment; an empty variable counts as unset. Throws ConfigError with every fault. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]),
  );
  const parsed = environmentSchema.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  const all = [...faults, ...crossFaults(set)];
  if (!parsed.success || all.length > 0) throw new ConfigError(all);
  return toConfig(parsed.data);
}

function toConfig(env: Environment): Config {
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      apiUrl: env.SLACK_API_URL.endsWith('/') ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`,
      delivery: env.SLACK_APP_TOKEN
        ? { mode: 'socket', appToken: env.SLACK_APP_TOKEN }
        : { mode: 'http', signingSecret: env.SLACK_SIGNING_SECRET ?? '' },
    },
    port: env.PORT,
    settings: toSettings(env),
    ...(env.CONNECT_EVENTS_QUEUE_URL && { eventsQueueUrl: env.CONNECT_EVENTS_QUEUE_URL }),
    startBucket: { rate: env.CONNECT_START_RATE, burst: env.CONNECT_START_BURST },
    maxAgeMinutes: env.REACH_OUT_MAX_AGE_MINUTES,
    allowedUsers: env.REACH_OUT_ALLOWED_USERS,
    database: locateDatabase(env),
    logLevel: env.LOG_LEVEL,
  };
}

/** Where the database is; all that the command line needs to know. */
export function locateDatabase(env: {
  DATABASE_URL?: string | undefined;
  DATA_DIR?: string | undefined;
}): DatabaseLocation {
  const { DATABASE_URL: url, DATA_DIR: directory } = env;
  return url ? { kind: 'postgres', url } : { kind: 'embedded', directory: directory || DATA_DIR };
}

function toSettings(env: Environment): ReachOutSettings {
  const { CONNECT_VOICE_SOURCE_NUMBER: sourcePhoneNumber, CONNECT_VOICE_QUEUE_ID: queueId } = env;
  const [defaultCountry] = env.DEFAULT_COUNTRY ?? [];
  const chat = (sourceArn: string | undefined, flowId: string | undefined) =>
    sourceArn && flowId ? { sourceArn, flowId } : undefined;
  const sms = chat(env.CONNECT_SMS_SOURCE_ARN, env.CONNECT_SMS_FLOW_ID);
  const whatsapp = chat(env.CONNECT_WHATSAPP_SOURCE_ARN, env.CONNECT_WHATSAPP_FLOW_ID);
  const flowId = env.CONNECT_VOICE_FLOW_ID;
  return {
    instanceId: env.CONNECT_INSTANCE_ID,
    channels: {
      ...(sms && { sms }),
      ...(whatsapp && { whatsapp }),
      ...(flowId && {
        voice: { flowId, ...(sourcePhoneNumber && { sourcePhoneNumber }), ...(queueId && { queueId }) },
      }),
    },
    ...(defaultCountry && { defaultCountry }),
    ...(env.REACH_OUT_ALLOWED_COUNTRIES && { allowedCountries: env.REACH_OUT_ALLOWED_COUNTRIES }),
  };
}
