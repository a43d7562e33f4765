import fs from 'node:fs';
import type { Log } from '../domain/kernel/log.ts';
import { DEFAULT_POLICY, type Policy } from '../domain/policy/policy.ts';
import { parsePolicy } from './policy-file.ts';

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 1000;

export interface WatchedPolicy {
  now(): Policy;
  /** Calls with the policy that holds, and each that takes its place; not where there is no file. */
  each(take: (policy: Policy) => void): void;
  close(): void;
}

/** The policy of a file, which is taken up when it changes; a faulty change is told and not taken. @throws where the file can't be used */
export function openPolicy(file: string | undefined, log: Log): WatchedPolicy {
  if (!file) return { now: () => DEFAULT_POLICY, each: () => {}, close: () => {} };
  const first = readPolicyFile(file);
  if (!first.ok) throw new Error(faultText(file, first.faults));
  let current = first.policy;
  let told = '';
  const takers: ((policy: Policy) => void)[] = [];

  const look = () => {
    const read = readPolicyFile(file);
    if (!read.ok) {
      const faults = read.faults.join('; ');
      if (faults !== told)
        log.error({ file, faults: read.faults }, 'the policy file is faulty, so the policy of before stays');
      told = faults;
      return;
    }
    told = '';
    if (read.policy.hash === current.hash) return;
    current = read.policy;
    log.info({ file, hash: current.hash }, 'the policy file has changed and holds from now on');
    for (const take of takers) take(current);
  };
  // Polled, because a file that is put in the place of another, or a link that is turned, is no event everywhere.
  fs.watchFile(file, { interval: LOOK_MS, persistent: false }, look);
  return {
    now: () => current,
    each(take) {
      takers.push(take);
      take(current);
    },
    close: () => fs.unwatchFile(file, look),
  };
}

/** Every fault of the file, where it has one. */
export function policyFaults(file: string | undefined): string[] {
  const read = file ? readPolicyFile(file) : undefined;
  return file && read && !read.ok ? [faultText(file, read.faults)] : [];
}

export function readPolicyFile(file: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return {
      ok: false,
      faults: [code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code})`],
    };
  }
}

function faultText(file: string, faults: string[]): string {
  return `REACH_OUT_POLICY names ${file}, which can't be used:\n${faults.map((fault) => `    - ${fault}`).join('\n')}`;
}
