import fs from 'node:fs';
import path from 'node:path';

const OUTSIDE = /^(AWS_(?!REGION)|SLACK_|DATA|REACH_OUT_ENCRYPTION_KEYS$)/;

/** By what the command line reaches the sandbox's Slack, AWS and database, for whoever tries `setup` on them. */
export function noteOutside(directory: string, env: Readonly<Record<string, string>>): void {
  const lines = Object.entries(env)
    .filter(([name]) => OUTSIDE.test(name))
    .map(([name, value]) => `${name}='${value}'\n`);
  fs.writeFileSync(path.join(directory, 'outside.env'), lines.join(''), { mode: 0o600 });
}
