import path from 'node:path';
import type { Key } from '../domain/kernel/key.ts';
import type { DatabaseLocation } from '../store/database.ts';
import { FILE_KEY_ID, hasKeyFile, readKeyFile } from '../store/embedded/key-file.ts';
import { ABOUT_LOOK_UPS, explainKey } from '../store/open-vault.ts';
import { type Header, Unusable } from '../store/transfer/format.ts';
import { createSealer, keyIdOf } from '../store/vault.ts';

/** What of the data can be read where they come in. */
export interface KeysHere {
  /** The embedded database's own key, which comes with them. */
  toPut?: Uint8Array;
  /** A sentence for each key that is missing. */
  missing: string[];
}

const REENCRYPT =
  'They are encrypted with the embedded database\'s own key, which no PostgreSQL has. Where they come from, set REACH_OUT_ENCRYPTION_KEYS, restart Reach Out, run "data reencrypt" there and export them again.';

/** @throws Unusable where the app could not start on them, with what to do */
export function keysFor(header: Header, location: DatabaseLocation, encryptionKeys: Key[]): KeysHere {
  const { own, isNew } = ownKey(header, location);
  const keys = own ? [...encryptionKeys, { id: FILE_KEY_ID, key: own }] : encryptionKeys;
  const sealer = createSealer(keys);
  const { lookUpKey } = header;
  if (lookUpKey !== null && sealer.open(lookUpKey, ABOUT_LOOK_UPS) === undefined) {
    const id = keyIdOf(lookUpKey);
    throw new Unusable(
      id === FILE_KEY_ID && location.kind === 'postgres' ? REENCRYPT : explainKey(id, sealer),
    );
  }
  return {
    ...(own && isNew && { toPut: own }),
    missing: header.keys
      .filter(({ id }) => !sealer.keyIds.includes(id))
      .map(
        ({ id, values }) =>
          `${values.toLocaleString('en')} values can't be read without the key ${id}, which is missing here. Put it back into REACH_OUT_ENCRYPTION_KEYS.`,
      ),
  };
}

function ownKey(header: Header, location: DatabaseLocation): { own?: Uint8Array; isNew?: boolean } {
  if (location.kind === 'postgres') return {};
  const { directory } = location;
  const coming = header.ownKey === undefined ? undefined : Buffer.from(header.ownKey, 'base64');
  if (!hasKeyFile(directory)) return coming ? { own: coming, isNew: true } : {};
  const { key } = readKeyFile(directory);
  if (coming && !coming.equals(key))
    throw new Unusable(
      `${path.join(directory, 'encryption-key')} is another key than the one that comes with the data. Move it away first, or set DATA_DIR to a new directory.`,
    );
  return { own: key };
}
