import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Holds all that a jest run writes to disk; set by its global setup, removed by its teardown. */
const VARIABLE = 'REACH_OUT_TEST_RUN';

export function makeRunDirectory(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'reach-out-run-'));
  // PostgreSQL, which does not run as root, must be able to pass through it.
  fs.chmodSync(directory, 0o711);
  process.env[VARIABLE] = directory;
  return directory;
}

/** Outside of jest, one that ends with the process. */
export function runDirectory(): string {
  const known = process.env[VARIABLE];
  if (known) return known;
  const directory = makeRunDirectory();
  process.once('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function temporaryDirectory(name: string): string {
  return fs.mkdtempSync(path.join(runDirectory(), `${name}-`));
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
