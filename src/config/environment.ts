import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import * as z from 'zod';
import { MOST_UNDO_SECONDS, REPLY_MODES } from '../domain/kernel/settings.ts';
import { channelFaults, channelVariables } from './channel-settings.ts';
import { installFaults } from './install-faults.ts';

const positive = (name: string, fallback: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, `${name} must be a number greater than 0`)
    .transform(Number)
    .refine((value) => value > 0 && Number.isFinite(value), `${name} must be a number greater than 0`)
    .default(fallback);

const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .default([]);

const HTTP = /^https?$/;

const countries = (name: string) =>
  z
    .string()
    .transform((text) =>
      text
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine(
      (codes) => codes.every((code) => isSupportedCountry(code)),
      `${name} must hold ISO country codes, such as US or GB`,
    )
    .transform((codes) => codes as CountryCode[]);

/** `id:base64` of 32 bytes each; the first seals. */
const encryptionKeys = z.string().transform((text, ctx) => {
  const keys = text.split(',').map((pair) => {
    const [, id, key = ''] = /^\s*([\w-]{1,40}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(pair) ?? [];
    return id && { id, key: Buffer.from(key, 'base64') };
  });
  const good = keys.filter((one) => typeof one === 'object').filter(({ key }) => key.length === 32);
  const isGood = good.length === keys.length && new Set(good.map(({ id }) => id)).size === good.length;
  if (isGood) return good;
  ctx.addIssue(
    'REACH_OUT_ENCRYPTION_KEYS must hold id:key pairs, separated by commas, each id once and each key the base64 of 32 bytes: make one with `openssl rand -base64 32`',
  );
  return z.NEVER;
});

/** The id or the ARN of one; what it is called by in URLs is the id. */
const knowledgeBase = (name: string, what: string) =>
  z
    .string()
    .regex(
      /^(arn:aws[\w-]*:wisdom:[\w-]+:\d{12}:knowledge-base\/)?[a-f\d]{8}(-[a-f\d]{4}){3}-[a-f\d]{12}$/,
      `${name} must be the id or ARN of a knowledge base of Amazon Q in Connect that holds ${what}`,
    )
    .transform((idOrArn) => idOrArn.slice(idOrArn.indexOf('/') + 1))
    .optional();

/** Each variable by itself; texts are trimmed, and empty ones unset, before. */
export const environmentSchema = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'SLACK_BOT_TOKEN must begin with xoxb-: use the Bot User OAuth Token')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(8, 'SLACK_STATE_SECRET must have 8 characters or more: make one with `openssl rand -base64 32`')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      'xapp-',
      'SLACK_APP_TOKEN must begin with xapp-: make an app-level token with the scope connections:write',
    )
    .optional(),
  SLACK_CONFIG_TOKEN: z
    .string()
    .startsWith(
      'xoxe.xoxp-',
      'SLACK_CONFIG_TOKEN must begin with xoxe.xoxp-: generate an app configuration token on https://api.slack.com/apps',
    )
    .optional(),
  SLACK_API_URL: z
    .url({ protocol: HTTP, error: 'SLACK_API_URL must be a URL' })
    .default('https://slack.com/api/'),
  PORT: z
    .string()
    .regex(/^\d+$/, 'PORT must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be at most 65535')
    .default(3000),
  CONNECT_INSTANCE_ID: z
    .string('CONNECT_INSTANCE_ID is missing: set the id or ARN of your Amazon Connect instance')
    .max(100, 'CONNECT_INSTANCE_ID must be an instance id or ARN, of at most 100 characters'),
  ...channelVariables,
  CONNECT_SMS_OPT_OUT_LIST: z
    .string()
    .max(256, 'CONNECT_SMS_OPT_OUT_LIST must have at most 256 characters')
    .regex(
      /^[\w:/-]+$/,
      'CONNECT_SMS_OPT_OUT_LIST must be the name or ARN of an opt-out list of AWS End User Messaging SMS',
    )
    .optional(),
  CONNECT_KNOWLEDGE_BASE_ID: knowledgeBase('CONNECT_KNOWLEDGE_BASE_ID', 'message templates'),
  CONNECT_QUICK_RESPONSES_ID: knowledgeBase('CONNECT_QUICK_RESPONSES_ID', 'quick responses'),
  CONNECT_EVENTS_QUEUE_URL: z
    .url({ protocol: HTTP, error: 'CONNECT_EVENTS_QUEUE_URL must be the URL of an SQS queue' })
    .optional(),
  CONNECT_MESSAGES_TOPIC_ARN: z
    .string()
    .regex(
      /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]{1,256}$/,
      'CONNECT_MESSAGES_TOPIC_ARN must be the ARN of a standard SNS topic (not FIFO)',
    )
    .optional(),
  CONNECT_START_RATE: positive('CONNECT_START_RATE', 2),
  CONNECT_START_BURST: positive('CONNECT_START_BURST', 5).pipe(
    z.number().min(1, 'CONNECT_START_BURST must be at least 1'),
  ),
  DEFAULT_COUNTRY: countries('DEFAULT_COUNTRY')
    .refine((codes) => codes.length === 1, 'DEFAULT_COUNTRY must be one ISO country code, such as US')
    .optional(),
  REACH_OUT_ALLOWED_USERS: list.refine(
    (ids) => ids.every((id) => /^[UWS][A-Z0-9]+$/.test(id)),
    'REACH_OUT_ALLOWED_USERS must hold user ids (U… or W…) and user group ids (S…), separated by commas',
  ),
  REACH_OUT_ALLOWED_WORKSPACES: list.refine(
    (ids) => ids.every((id) => /^[TE][A-Z0-9]+$/.test(id)),
    'REACH_OUT_ALLOWED_WORKSPACES must hold ids of workspaces (T…) and organizations (E…), separated by commas',
  ),
  REACH_OUT_ALLOWED_COUNTRIES: countries('REACH_OUT_ALLOWED_COUNTRIES').optional(),
  REACH_OUT_POLICY: z.string().optional(),
  REACH_OUT_ASK: z
    .string()
    .regex(
      /^[UWSCG][A-Z0-9]+$/,
      'REACH_OUT_ASK must be a user id (U… or W…), a user group id (S…) or a channel id (C…)',
    )
    .optional(),
  REACH_OUT_MAX_AGE_MINUTES: positive('REACH_OUT_MAX_AGE_MINUTES', 15),
  REACH_OUT_REPLIES: z.enum(REPLY_MODES, 'REACH_OUT_REPLIES must be one of ask, send, off').default('ask'),
  REACH_OUT_UNDO_SECONDS: z
    .string()
    .regex(/^\d+$/, 'REACH_OUT_UNDO_SECONDS must be a whole number of seconds')
    .transform(Number)
    .refine(
      (seconds) => seconds <= MOST_UNDO_SECONDS,
      `REACH_OUT_UNDO_SECONDS must be at most ${MOST_UNDO_SECONDS}`,
    )
    .default(5),
  REACH_OUT_ENCRYPTION_KEYS: encryptionKeys.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
    )
    .default('info'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** What only several variables together can be wrong about. */
export function crossFaults(env: Record<string, string | undefined>): string[] {
  const faults = installFaults(env);
  if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
    faults.push(
      'SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is missing: set the signing secret for HTTP, or an app-level token for Socket Mode',
    );
  }
  if (env.CONNECT_MESSAGES_TOPIC_ARN && !env.CONNECT_EVENTS_QUEUE_URL) {
    faults.push(
      'CONNECT_EVENTS_QUEUE_URL is missing: with CONNECT_MESSAGES_TOPIC_ARN, set the SQS queue that the topic delivers to',
    );
  }
  if (env.CONNECT_MESSAGES_TOPIC_ARN && env.DATABASE_URL && !env.REACH_OUT_ENCRYPTION_KEYS) {
    faults.push(
      'REACH_OUT_ENCRYPTION_KEYS is missing: with DATABASE_URL, conversations need a key, such as k1: and what `openssl rand -base64 32` prints',
    );
  }
  for (const [name, value] of Object.entries(env))
    if (name.startsWith('AWS_ENDPOINT_URL') && value && !isHttpUrl(value))
      faults.push(`${name} must be a URL that begins with https:// or http://`);
  return [...faults, ...channelFaults(env)];
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
