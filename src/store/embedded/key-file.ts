import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Key } from '../../domain/kernel/key.ts';

const BYTES = 32;

/** No key that is set can have this id. */
const ID = '@file';

/** The embedded database's own key, beside it; made where there is none. Nobody else may read it. */
export function readKeyFile(directory: string): Key {
  const file = path.join(directory, 'encryption-key');
  try {
    fs.writeFileSync(file, randomBytes(BYTES).toString('base64'), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== BYTES)
    throw new Error(
      `${file} does not hold a key of ${BYTES} bytes. Put it back from a backup, or delete it: what was encrypted with it cannot be read then.`,
    );
  return { id: ID, key };
}
