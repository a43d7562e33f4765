import type { Word } from './word.ts';

/** How an environment comes about that the app starts with. */
export const SETUP: Word = {
  usage: `  setup              asks for what is missing, looks up the rest in Amazon Connect, writes .env,
                     and ends with doctor. In scripts by flags alone, or with --yes:
                       --region REGION  --instance NAME|ID|ARN
                       --sms NUMBER|ARN  --whatsapp NUMBER|ARN  --voice NUMBER  --queue NAME|ID
                       --flow-sms, --flow-whatsapp, --flow-voice NAME|ID  or  --create-flows
                       --events-queue URL  --messages-topic ARN  --create-key
                     and SLACK_BOT_TOKEN, SLACK_APP_TOKEN or SLACK_SIGNING_SECRET, and
                     DATABASE_URL from the environment`,

  async run(desk, args) {
    // What asks and looks up is read by this word alone.
    const { runSetup } = await import('./setup/run-setup.ts');
    return runSetup(desk, args);
  },
};
