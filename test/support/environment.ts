import path from 'node:path';
import { phoneNumberArn, SEED_IDS, type Seed } from '../../src/sandbox/connect/index.ts';
import type { SimulatedSlack } from '../../src/sandbox/slack/index.ts';

/** What the app must be told to talk to a simulated Slack. */
export function slackEnvironment(slack: SimulatedSlack, mode: 'http' | 'socket'): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : { SLACK_APP_TOKEN: slack.appToken }),
    SLACK_API_URL: slack.apiUrl,
  };
}

/** A policy file by which no hour is asked about. */
export const ANY_HOUR = path.join(import.meta.dirname, 'any-hour.yaml');

/** All three channels of a simulated Amazon Connect, without limits of the app's own; at any hour. */
export function connectEnvironment(seed: Seed): Record<string, string> {
  return {
    AWS_REGION: seed.region,
    CONNECT_INSTANCE_ID: SEED_IDS.instance,
    CONNECT_SMS_SOURCE_ARN: phoneNumberArn(seed, SEED_IDS.smsNumber),
    CONNECT_SMS_FLOW_ID: SEED_IDS.smsFlow,
    CONNECT_WHATSAPP_SOURCE_ARN: phoneNumberArn(seed, SEED_IDS.whatsAppNumber),
    CONNECT_WHATSAPP_FLOW_ID: SEED_IDS.whatsAppFlow,
    CONNECT_VOICE_FLOW_ID: SEED_IDS.voiceFlow,
    CONNECT_VOICE_SOURCE_NUMBER: '+12065550100',
    CONNECT_VOICE_QUEUE_ID: SEED_IDS.supportQueue,
    CONNECT_START_RATE: '1000',
    CONNECT_START_BURST: '1000',
    DEFAULT_COUNTRY: 'US',
    REACH_OUT_POLICY: ANY_HOUR,
  };
}
