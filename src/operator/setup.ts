import { CALL_CHANNELS, CHANNEL_NAMES, CHAT_CHANNELS } from '../domain/channels/registry.ts';
import type { Word } from './word.ts';

const SENDERS = [
  ...CHAT_CHANNELS.map((name) => `--${name} NUMBER|ARN`),
  ...CALL_CHANNELS.map((name) => `--${name} NUMBER`),
].join('  ');
const FLOWS = CHANNEL_NAMES.map((name) => `--flow-${name}`).join(', ');

/** How an environment comes about that the app starts with. */
export const SETUP: Word = {
  usage: `  setup              asks for what is missing, looks up the rest in Amazon Connect, writes .env,
                     and ends with doctor. In scripts by flags alone, or with --yes:
                       --region REGION  --instance NAME|ID|ARN
                       ${SENDERS}  --queue NAME|ID
                       ${FLOWS} NAME|ID  or  --create-flows
                       --events-queue URL  --messages-topic ARN  --create-key
                     and SLACK_BOT_TOKEN, SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, and
                     DATABASE_URL from the environment`,

  async run(desk, args) {
    // What asks and looks up is read by this word alone.
    const { runSetup } = await import('./setup/run-setup.ts');
    return runSetup(desk, args);
  },
};
