import fs from 'node:fs';
import path from 'node:path';

const RULES = path.join(import.meta.dirname, '../policy.yaml');

/** Whoever tries the sandbox may change it; it is theirs, so no reset takes it away. */
export function policyFileIn(directory: string): string {
  return path.join(directory, 'policy.yaml');
}

/** Puts the sandbox's rules where they can be changed, unless they are there already. */
export function copyPolicy(directory: string): void {
  const file = policyFileIn(directory);
  if (!fs.existsSync(file)) fs.copyFileSync(RULES, file);
}
