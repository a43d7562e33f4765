import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from './programs.ts';

/** A directory that is this process's alone. */
export interface Lock {
  /** To be inherited by whoever uses the directory: the lock lasts until the last of them has ended. */
  fd: number;
  release(): void;
}

const POLL_MS = 50;
/** Whoever was killed has ended by then. */
const PATIENCE_MS = 2_000;
/** A server that stops writes to the disk first all that it has in memory. */
const STOPPING_PATIENCE_MS = 30_000;

/** macOS locks with open(2) itself, by a flag that Node does not name. */
const O_EXLOCK = 0x20;
const isMac = process.platform === 'darwin';
const FLAGS = fs.constants.O_RDONLY | (isMac ? O_EXLOCK | fs.constants.O_NONBLOCK : 0);

/**
 * Locks the directory itself, with flock(2). The kernel knows a directory by more than its path, so
 * symbolic links, bind mounts and other containers meet the same lock; it ends with those who hold it.
 * With `waits`, whoever is about to end is waited for; `server` is where its server's files are.
 * @returns nothing when another process keeps it.
 */
export async function lockDirectory(
  directory: string,
  { server, waits }: { server: string; waits: boolean },
): Promise<Lock | undefined> {
  const began = performance.now();
  for (;;) {
    const lock = await tryToLock(directory);
    if (lock || !waits) return lock;
    const patience = isStopping(server) ? STOPPING_PATIENCE_MS : PATIENCE_MS;
    if (performance.now() - began > patience) return undefined;
    await delay(POLL_MS);
  }
}

async function tryToLock(directory: string): Promise<Lock | undefined> {
  const fd = open(directory);
  if (fd === undefined) return undefined;
  if (isMac || (await flock(fd))) return { fd, release: () => fs.closeSync(fd) };
  fs.closeSync(fd);
  return undefined;
}

function open(directory: string): number | undefined {
  try {
    return fs.openSync(directory, FLAGS);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

/** The lock is the open file's, which the program shares with us: it stays when the program ends. */
async function flock(fd: number): Promise<boolean> {
  const { code, said } = await run({}, ['flock', '-n', '3'], fd);
  if (code === 0 || code === 1) return code === 0;
  if (code === 'ENOENT') {
    throw new Error('The embedded database needs the program flock. Install the package util-linux.');
  }
  throw Object.assign(new Error(said), { code });
}

/** PostgreSQL keeps its state in the eighth line of this file. */
function isStopping(server: string): boolean {
  try {
    const lines = fs.readFileSync(path.join(server, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'stopping';
  } catch {
    return false;
  }
}
