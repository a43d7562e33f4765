import fs from 'node:fs';
import type { Log } from '../domain/kernel/log.ts';
import { DEFAULT_POLICY, type Policy } from '../domain/policy/policy.ts';
import { parsePolicy, type ReadPolicy } from './policy-file.ts';

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 1000;

/** A file that has not changed for so long is not being written any more. */
const SETTLED_MS = 500;

const EMPTY = 'it is empty: write {} where there are to be no rules';

export interface WatchedPolicy {
  now(): Policy;
  /** What keeps the file from being taken up as it is now. */
  faults(): readonly string[];
  /** Calls with the policy that holds, and each that takes its place; not where there is no file. */
  each(take: (policy: Policy) => void): void;
  close(): void;
}

/** The policy of a file, which is taken up when it changes; a faulty change is told and not taken. @throws where the file can't be used */
export function openPolicy(file: string | undefined, log: Log): WatchedPolicy {
  if (!file) return { now: () => DEFAULT_POLICY, faults: () => [], each: () => {}, close: () => {} };
  const first = readPolicyFile(file);
  if (!first.ok) throw new Error(faultText(file, first.faults));
  let current = first.policy;
  let known: string[] = [];
  const takers: ((policy: Policy) => void)[] = [];

  let settling: NodeJS.Timeout | undefined;

  const look = (seen: string) => {
    const read = readPolicyFile(file);
    // Whoever saves it may be in the middle of that.
    if (traceOf(read) !== seen) return settle();
    const faults = read.ok && read.isEmpty ? [EMPTY] : read.ok ? [] : read.faults;
    if (!read.ok || faults.length > 0) {
      if (faults.join() !== known.join())
        log.error({ file, faults }, 'the policy file is faulty, so the policy of before stays');
      known = faults;
      return;
    }
    known = [];
    if (read.policy.hash === current.hash) return;
    current = read.policy;
    log.info({ file, hash: current.hash }, 'the policy file has changed and holds from now on');
    for (const take of takers) take(current);
  };
  const settle = () => {
    clearTimeout(settling);
    const seen = traceOf(readPolicyFile(file));
    settling = setTimeout(() => look(seen), SETTLED_MS);
    settling.unref();
  };
  // Polled, because a file that is put in the place of another, or a link that is turned, is no event everywhere.
  fs.watchFile(file, { interval: LOOK_MS, persistent: false }, settle);
  return {
    now: () => current,
    faults: () => known,
    each(take) {
      takers.push(take);
      take(current);
    },
    close() {
      clearTimeout(settling);
      fs.unwatchFile(file, settle);
    },
  };
}

/** By which two reads are known to be of the same content. */
function traceOf(read: ReadPolicy): string {
  return read.ok ? (read.policy.hash ?? '') : read.faults.join();
}

/** Every fault of the file, where it has one. */
export function policyFaults(file: string | undefined): string[] {
  const read = file ? readPolicyFile(file) : undefined;
  return file && read && !read.ok ? [faultText(file, read.faults)] : [];
}

export function readPolicyFile(file: string): ReadPolicy {
  try {
    return parsePolicy(fs.readFileSync(file));
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return {
      ok: false,
      faults: [code === 'ENOENT' ? `there is no file ${file}` : `${file} can't be read (${code})`],
    };
  }
}

function faultText(file: string, faults: string[]): string {
  return `REACH_OUT_POLICY names ${file}, which can't be used:\n${faults.map((fault) => `    - ${fault}`).join('\n')}`;
}
