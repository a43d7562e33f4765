/** What installing by OAuth takes, all or none of it, and where it comes from. */
const OAUTH = {
  SLACK_CLIENT_ID: 'copy the Client ID from your app\'s "Basic Information" page',
  SLACK_CLIENT_SECRET: 'copy the Client Secret from your app\'s "Basic Information" page',
  SLACK_STATE_SECRET: 'make one with `openssl rand -base64 32`',
};

/** What is wrong with how the app comes by its tokens. */
export function installFaults(env: Record<string, string | undefined>): string[] {
  const missing = Object.entries(OAUTH).filter(([name]) => !env[name]);
  if (missing.length === Object.keys(OAUTH).length)
    return env.SLACK_BOT_TOKEN
      ? []
      : ['SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token from your app\'s "Install App" page'];
  const faults = missing.map(
    ([name, step]) => `${name} is missing: to install Reach Out by OAuth, ${step}; or unset the others`,
  );
  if (env.DATABASE_URL && !env.REACH_OUT_ENCRYPTION_KEYS && !env.CONNECT_MESSAGES_TOPIC_ARN)
    faults.push(
      'REACH_OUT_ENCRYPTION_KEYS is missing: with DATABASE_URL, the tokens of installations need a key, such as k1: and what `openssl rand -base64 32` prints',
    );
  return faults;
}
