import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Holds all that a jest run writes to disk; set by its global setup, removed by its teardown. */
const VARIABLE = 'REACH_OUT_TEST_RUN';

/** What a run keeps in memory, where there is so much of it for files. */
const IN_MEMORY = 'REACH_OUT_TEST_RUN_IN_MEMORY';
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

export function makeRunDirectory({ usesMemory = false } = {}): string {
  const directory = makePassable(os.tmpdir());
  process.env[VARIABLE] = directory;
  process.env[IN_MEMORY] = usesMemory && hasMemory() ? makePassable(MEMORY) : directory;
  return directory;
}

/** PostgreSQL, which does not run as root, must be able to pass through it. */
function makePassable(place: string): string {
  const directory = fs.mkdtempSync(path.join(place, 'reach-out-run-'));
  fs.chmodSync(directory, 0o711);
  return directory;
}

function hasMemory(): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY);
    fs.accessSync(MEMORY, fs.constants.W_OK);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}

/** Outside of jest, one that ends with the process. */
function runDirectory(): string {
  const known = process.env[VARIABLE];
  if (known) return known;
  const directory = makeRunDirectory();
  process.once('exit', () => {
    for (const one of runDirectories()) fs.rmSync(one, { recursive: true, force: true });
  });
  return directory;
}

/** All that there are of a run. */
export function runDirectories(): Set<string> {
  const directory = runDirectory();
  return new Set([directory, process.env[IN_MEMORY] ?? directory]);
}

export function temporaryDirectory(name: string): string {
  return fs.mkdtempSync(path.join(runDirectory(), `${name}-`));
}

/** For databases, which wait for a disk with each of their commits, and of most tests are none of the matter. */
export function directoryInMemory(name: string): string {
  return fs.mkdtempSync(path.join([...runDirectories()].at(-1) ?? '', `${name}-`));
}

/** A directory that is built once in a run, by whichever worker needs it first; to be copied, not used. */
export async function builtOnce(name: string, build: (directory: string) => Promise<void>): Promise<string> {
  const finished = path.join(runDirectory(), name);
  if (fs.existsSync(finished)) return finished;
  const draft = temporaryDirectory(name);
  await build(draft);
  try {
    fs.renameSync(draft, finished);
  } catch {
    // Another worker was faster.
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return finished;
}
