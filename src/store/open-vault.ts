import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Key } from '../domain/kernel/key.ts';
import { FILE_KEY_ID } from './embedded/key-file.ts';
import { createSealer, createVault, keyIdOf, PLAIN, type Sealer, type Vault } from './vault.ts';

/** What the look-up key is sealed about. */
export const ABOUT_LOOK_UPS = 'lookup_key';

const BYTES = 32;

/** The vault with the look-up key of this database. @throws where no key that is set opens it. */
export async function openVault(db: Kysely<unknown>, keys: Key[]): Promise<Vault> {
  const sealer = createSealer(keys);
  const sealed = await findLookUpKey(db, sealer);
  const lookUpKey = sealer.open(sealed, ABOUT_LOOK_UPS);
  if (lookUpKey === undefined) throw new Error(explainKey(keyIdOf(sealed), sealer));
  return createVault(keys, Buffer.from(lookUpKey, 'base64'));
}

/** Made once, however many instances start together. */
async function findLookUpKey(db: Kysely<unknown>, sealer: Sealer): Promise<string> {
  const read = async () => (await sql<{ sealed: string }>`select sealed from lookup_key`.execute(db)).rows[0];
  const known = await read();
  if (known) return known.sealed;
  const made = sealer.seal(randomBytes(BYTES).toString('base64'), ABOUT_LOOK_UPS);
  await sql`insert into lookup_key (sealed) values (${made}) on conflict do nothing`.execute(db);
  return (await read())?.sealed ?? made;
}

/** What to do where the key of this id does not open the look-up key. */
export function explainKey(id: string, { keyIds }: Sealer): string {
  const isThere = keyIds.includes(id);
  if (id === FILE_KEY_ID)
    return `The database's own key, the file encryption-key in DATA_DIR, ${isThere ? 'is another one than it was encrypted with' : 'is missing'}. Put it back from a backup.`;
  const given = keyIds.filter((one) => one !== PLAIN && one !== FILE_KEY_ID);
  const has = given.length > 0 ? `which has ${given.join(', ')}` : 'which is empty';
  return isThere
    ? `The database was encrypted with another key than the one that REACH_OUT_ENCRYPTION_KEYS calls ${id}. Put the former one back under that id.`
    : `The database was encrypted with the key ${id}, which is missing in REACH_OUT_ENCRYPTION_KEYS, ${has}. Put it back, after the key that is to encrypt from now on; "npm run reach-out -- data reencrypt" says when it is no longer needed.`;
}
