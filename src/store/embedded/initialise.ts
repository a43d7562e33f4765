import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { LOG_SEGMENT, MARK } from './data-directory.ts';
import { explainInitialisation } from './faults.ts';
import { copyWithoutNames, NAMELESS } from './nameless.ts';
import { give } from './ownership.ts';
import { type Identity, type Outcome, outcomeOf, startWatched } from './programs.ts';

const OPTIONS = [
  // Only who may enter the directory comes as far as its socket.
  ...['--username=postgres', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
  ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  // PostgreSQL's own 16 are many for a small disk.
  `--wal-segsize=${LOG_SEGMENT}`,
];

/**
 * Makes a new database in a directory that is not there, or empty. It is made beside it and moved there
 * when it is on the disk, because a kill meanwhile leaves files that never open.
 */
export async function initialise(
  binaries: Binaries,
  identity: Identity,
  directory: string,
  lockFd: number | 'ignore',
): Promise<void> {
  const draft = `${directory}.init`;
  const programs = `${directory}.programs`;
  const remove = (...names: string[]) => {
    for (const name of names) fs.rmSync(name, { recursive: true, force: true });
  };
  remove(draft, programs);
  fs.mkdirSync(draft, { mode: 0o700 });
  give(draft, identity);
  const make = ({ initdb }: Binaries): Promise<Outcome> =>
    outcomeOf(startWatched(identity, [initdb, ...OPTIONS, draft], { signal: 'KILL', lockFd }));
  let made = await make(binaries);
  if (NAMELESS.test(made.said)) made = await make(copyWithoutNames(binaries, programs));
  remove(programs);
  if (made.code !== 0) {
    remove(draft);
    throw explainInitialisation(directory, made.said.split('\n'));
  }
  const mark = path.join(draft, MARK);
  fs.writeFileSync(mark, '', { mode: 0o600 });
  give(mark, identity);
  sync(draft);
  fs.renameSync(draft, directory);
  sync(path.dirname(directory));
}

function sync(directory: string): void {
  const fd = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
