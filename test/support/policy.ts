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
  // Node looks at a file as often as the first who watches it has asked for, so the app sees a change sooner.
  const look = () => {};
  fs.watchFile(file, { interval: 50, persistent: false }, look);
  const changed = async (world: World, next: string, logged: string) => {
    const times = () => world.logged().split(logged).length;
    const before = times();
    write(next);
    while (times() === before) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return {
    env: { REACH_OUT_POLICY: file },
    /** Resolves once the app has taken it up. */
    change: (world: World, next: string) => changed(world, next, 'holds from now on'),
    /** Resolves once the app has found it faulty. */
    fail: (world: World, next: string) => changed(world, next, 'the policy file is faulty'),
    remove() {
      fs.unwatchFile(file, look);
      fs.rmSync(directory, { recursive: true });
    },
  };
}
