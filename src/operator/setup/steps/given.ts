import { randomBytes } from 'node:crypto';
import type { Session } from '../session.ts';

/** Secrets, which come by the environment or are typed, and never stand among the flags; and where they are kept. */
const BY_ENVIRONMENT = [
  ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CONFIG_TOKEN'],
  ...['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'REACH_OUT_ALLOWED_WORKSPACES'],
  ...['DATABASE_URL', 'REACH_OUT_ENCRYPTION_KEYS'],
];

/** Answers all that flags and the environment do, without looking anything up. */
export function takeGiven(session: Session): void {
  const { flags, value, answer } = session;
  for (const name of BY_ENVIRONMENT) {
    const known = value(name);
    if (known) answer(name, known);
  }
  if (flags['events-queue']) answer('CONNECT_EVENTS_QUEUE_URL', flags['events-queue']);
  if (flags['messages-topic']) answer('CONNECT_MESSAGES_TOPIC_ARN', flags['messages-topic']);
  if (flags['create-key']) createKey(session);
}

/** The embedded database makes one of its own. */
export async function askForKey(session: Session): Promise<void> {
  const isNeeded = session.value('DATABASE_URL') && !session.value('REACH_OUT_ENCRYPTION_KEYS');
  const question = 'Encrypt phone numbers and texts in the database with a new key?';
  if (isNeeded && (await session.ask?.yes(question))) createKey(session);
}

/** Where there is none yet. */
function createKey({ value, answer, say }: Session): void {
  if (value('REACH_OUT_ENCRYPTION_KEYS')) return;
  answer('REACH_OUT_ENCRYPTION_KEYS', `k1:${randomBytes(32).toString('base64')}`);
  say('Keep REACH_OUT_ENCRYPTION_KEYS with your backups: without it, what is encrypted is lost.');
}
