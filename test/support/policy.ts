import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { World } from './world.ts';

/** A policy file, which can be written anew; at any hour, unless it says otherwise. */
export function policyFile(text: string) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
  const file = path.join(directory, 'policy.yaml');
  const write = (next: string) =>
    fs.writeFileSync(file, /^hours:/m.test(next) ? next : `${next}hours: { outside: allow }\n`);
  write(text);
  return {
    env: { REACH_OUT_POLICY: file },
    /** Resolves once the app has taken it up. */
    async change(world: World, next: string): Promise<void> {
      const taken = () => world.logged().split('holds from now on').length;
      const before = taken();
      write(next);
      while (taken() === before) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    remove: () => fs.rmSync(directory, { recursive: true }),
  };
}
