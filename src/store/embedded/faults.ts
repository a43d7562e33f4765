import fs from 'node:fs';
import path from 'node:path';
import { VERSION } from './data-directory.ts';

/** What PostgreSQL or the system says on the way down, and what a person is told instead. */
const FAULTS: [said: RegExp, tell: (directory: string) => string | undefined][] = [
  [
    /no space left on device|disk quota exceeded/i,
    (directory) => `No space is left in ${directory}. Make room there, then start Reach Out again.`,
  ],
  [
    /too many open files|insufficient file descriptors|EMFILE/i,
    () => 'The limit of open files is too low for the embedded database. Raise it to 1024 (ulimit -n 1024).',
  ],
  [
    /read-only file system/i,
    (directory) =>
      `${directory} is on a read-only file system. Set DATA_DIR to a directory that can be written.`,
  ],
  [
    /permission denied|operation not permitted|wrong ownership|invalid permissions/i,
    (directory) =>
      `Reach Out may not read and write all of ${directory}. Give it to the user who runs Reach Out (chown -R), or set DATA_DIR to another directory.`,
  ],
  [
    /cannot allocate memory|could not (create|map|resize) .*shared memory/i,
    () => 'The embedded database finds too little memory. Give Reach Out 512 MB.',
  ],
  [
    /files are incompatible with server/i,
    (directory) =>
      versionOf(directory) === VERSION
        ? undefined
        : `${directory} was made by PostgreSQL ${versionOf(directory)}, which this version of Reach Out can't read. With the version that made it, run "npm run reach-out -- data export FILE"; with this one, import that file into a new DATA_DIR.`,
  ],
  [
    /pre-existing shared memory|is another postmaster/i,
    (directory) => `Another PostgreSQL server is using ${directory}. Stop it first.`,
  ],
];

/** The words by themselves that say most, best first. */
const REASONS = [/^(?:FATAL|PANIC|initdb: error|postgres): +(.+)/, /^(?:LOG): +(.+ was terminated by .+)/];

/** Why a server did not come up; what nobody foresaw is damage to its files. */
export function explainStart(directory: string, said: readonly string[]): Error {
  return explain(directory, said, (reason) =>
    reason
      ? `The database in ${directory} is damaged (${reason}). Restore a backup, or move it away to begin anew.`
      : `The database in ${directory} was ended while it started. Start Reach Out again.`,
  );
}

/** Why a server that ran is gone. */
export function explainLoss(directory: string, said: readonly string[]): Error {
  return explain(
    directory,
    said,
    (reason = 'it was killed') =>
      `The embedded database in ${directory} is gone (${reason}). Start Reach Out again.`,
  );
}

/** Why a new database could not be made. */
export function explainInitialisation(directory: string, said: readonly string[]): Error {
  return explain(
    directory,
    said,
    (reason = said.at(-1)) =>
      `No database can be made in ${directory} (${reason}). Set DATA_DIR to another directory.`,
  );
}

function explain(directory: string, said: readonly string[], otherwise: (reason?: string) => string): Error {
  const latest = said.toReversed();
  for (const line of latest) {
    const [, tell] = FAULTS.find(([pattern]) => pattern.test(line)) ?? [];
    const told = tell?.(directory);
    if (told) return new Error(told, { cause: new Error(line) });
  }
  for (const pattern of REASONS) {
    const reason = latest.map((line) => pattern.exec(line)?.[1]).find(Boolean);
    if (reason) return new Error(otherwise(reason));
  }
  return new Error(otherwise());
}

function versionOf(directory: string): string {
  return fs.readFileSync(path.join(directory, 'PG_VERSION'), 'utf8').trim();
}
