import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const MB = 1024 * 1024;
const V1 = '/sys/fs/cgroup/memory';
const isV1 = fs.existsSync(V1);
const FILES = isV1
  ? { limit: 'memory.limit_in_bytes', peak: 'memory.max_usage_in_bytes', events: 'memory.oom_control' }
  : { limit: 'memory.max', peak: 'memory.peak', events: 'memory.events' };

/** A cgroup of so much memory, the kernel's files included: who takes more is killed. */
export interface MemoryLimit {
  /** A process that is written into it, and all that it starts, is held to it. */
  procs: string;
  /** How many were killed for it. */
  kills(): number;
  peakMb(): number;
  /** Waits until nobody is in it any more. */
  remove(): Promise<void>;
}

let made = 0;

const POLL_MS = 50;

/** Linux, as root. Undefined where the kernel lets nobody make one here. */
export function limitMemory(megabytes: number): MemoryLimit | undefined {
  const group = path.join(isV1 ? V1 : '/sys/fs/cgroup', `reach-out-${process.pid}-${made++}`);
  const read = (name: string) => fs.readFileSync(path.join(group, name), 'utf8').trim();
  try {
    fs.mkdirSync(group);
    fs.writeFileSync(path.join(group, FILES.limit), String(megabytes * MB));
  } catch {
    if (fs.existsSync(group)) fs.rmdirSync(group);
    return undefined;
  }
  return {
    procs: path.join(group, 'cgroup.procs'),
    kills: () => Number(/^oom_kill (\d+)/m.exec(read(FILES.events))?.[1] ?? 0),
    peakMb: () => Number(read(FILES.peak)) / MB,
    async remove() {
      while (read('cgroup.procs') !== '') await delay(POLL_MS);
      fs.rmdirSync(group);
    },
  };
}
