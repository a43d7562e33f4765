import fs from 'node:fs';
import path from 'node:path';
import type { Identity } from './programs.ts';

/** Gives a file, or a directory with all that is in it, to whoever the server runs as. */
export function give(file: string, { user }: Identity): void {
  if (!user) return;
  fs.lchownSync(file, user.uid, user.gid);
  if (!fs.lstatSync(file).isDirectory()) return;
  for (const name of fs.readdirSync(file)) give(path.join(file, name), { user });
}

/**
 * Puts right what others do to a database's directory and PostgreSQL refuses: a copy that root made is
 * root's, and Kubernetes opens a volume for the group.
 */
export function claim(directory: string, identity: Identity): void {
  const { uid, mode } = fs.statSync(directory);
  if (identity.user && uid === 0) give(directory, identity);
  if ((mode & 0o7777) !== 0o700) fs.chmodSync(directory, 0o700);
}
