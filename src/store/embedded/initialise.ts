import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { MARK } from './data-directory.ts';
import { explainInitialisation } from './faults.ts';
import type { Identity } from './identity.ts';
import { run } from './programs.ts';

const OPTIONS = [
  // Only who may enter the directory comes as far as its socket.
  ...['--username=postgres', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
  ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  // In MB. PostgreSQL's own 16 are many for a small disk.
  '--wal-segsize=4',
];

/**
 * Makes a new database in a directory that is not there, or empty. It is made beside it and moved there
 * when it is on the disk, because a kill meanwhile leaves files that never open.
 */
export async function initialise(
  { initdb }: Binaries,
  identity: Identity,
  directory: string,
  lockFd?: number,
): Promise<void> {
  const draft = `${directory}.init`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  own(draft, identity);
  const { code, said } = await run(identity, [initdb, ...OPTIONS, draft], lockFd);
  if (code !== 0) throw explainInitialisation(directory, said.split('\n'));
  const mark = path.join(draft, MARK);
  fs.writeFileSync(mark, '', { mode: 0o600 });
  own(mark, identity);
  sync(draft);
  fs.renameSync(draft, directory);
  sync(path.dirname(directory));
}

function own(file: string, { user }: Identity): void {
  if (user) fs.chownSync(file, user.uid, user.gid);
}

function sync(directory: string): void {
  const fd = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
