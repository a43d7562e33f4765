import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { builtApp } from '../../src/build/built-app.ts';
import { startContainer } from '../support/container.ts';
import { makeImage } from '../support/image.ts';
import { limitMemory, type MemoryLimit } from '../support/memory-limit.ts';
import type { InstanceOptions } from './instance.ts';

/** The way in which instances are started. */
interface Launcher {
  next(): InstanceOptions['launch'];
  /** How many processes the kernel has ended for want of memory. */
  outOfMemory(): number;
  /** Waits for all of them to have ended, their databases too. */
  over(): Promise<void>;
}

/** Plain processes of the app as it is built. */
export async function inProcesses(): Promise<Launcher> {
  const main = path.join(await builtApp(), 'main.js');
  return {
    next: () => (env, stdio) =>
      spawn(process.execPath, [main], { env: { PATH: process.env.PATH ?? '', ...env }, stdio }),
    outOfMemory: () => 0,
    over: async () => {},
  };
}

/** As the image runs, each instance in so many MB where the kernel lets us say so. */
export async function inContainers(megabytes: number): Promise<Launcher> {
  const image = await makeImage();
  const limits: MemoryLimit[] = [];
  const owner = `${image.user.uid}:${image.user.gid}`;
  return {
    next() {
      const limit = limitMemory(megabytes);
      if (limit) limits.push(limit);
      return ({ DATA_DIR: data, REACH_OUT_POLICY: policy, ...env }, stdio) => {
        // Prepared databases are somebody else's.
        if (data) spawnSync('chown', ['-R', owner, data]);
        return startContainer(image, { env, data, policy, procs: limit?.procs, stdio });
      };
    },
    outOfMemory: () => limits.reduce((sum, limit) => sum + limit.kills(), 0),
    async over() {
      await Promise.all(limits.map((limit) => limit.remove()));
    },
  };
}
