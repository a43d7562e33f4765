import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Key } from '../../domain/kernel/key.ts';

const BYTES = 32;

/** No key that is set can have this id. */
export const FILE_KEY_ID = '@file';

/**
 * The embedded database's own key, beside it; made where there is none. Nobody else may read it. Only the
 * process that has the database open may call this.
 */
export function readKeyFile(directory: string): Key {
  const file = keyFileIn(directory);
  if (!fs.existsSync(file)) make(file, randomBytes(BYTES));
  const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== BYTES)
    throw new Error(
      `${file} does not hold a key of ${BYTES} bytes. Put it back from a backup, or delete it: what was encrypted with it cannot be read then.`,
    );
  return { id: FILE_KEY_ID, key };
}

/** Whether a database was there that conversations were kept in. */
export function hasKeyFile(directory: string): boolean {
  return fs.existsSync(keyFileIn(directory));
}

/** Puts a key there that comes from elsewhere, where there is none; resolves to what takes it away again. */
export function putKeyFile(directory: string, key: Uint8Array): () => void {
  const file = keyFileIn(directory);
  make(file, key);
  return () => fs.rmSync(file, { force: true });
}

/** Who may read and write it, as bits. */
export function modeOfKeyFile(directory: string): number {
  return fs.statSync(keyFileIn(directory)).mode;
}

export function keyFileIn(directory: string): string {
  return path.join(directory, 'encryption-key');
}

/** Whole or not at all, also where the disk is full or the power fails. */
function make(file: string, key: Uint8Array): void {
  const draft = `${file}.new`;
  fs.writeFileSync(draft, Buffer.from(key).toString('base64'), { mode: 0o600, flush: true });
  // Made by root, it is for whoever the directory belongs to, as the database in it is.
  const { uid, gid } = fs.statSync(path.dirname(file));
  if (process.getuid?.() === 0) fs.chownSync(draft, uid, gid);
  fs.renameSync(draft, file);
}
