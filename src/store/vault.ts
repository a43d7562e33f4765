import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { Key } from '../domain/kernel/key.ts';

/** Keeps what nobody who reads the database is to read. */
export interface Sealer {
  /** Of the keys whose secrets it opens, the one that it seals with first. */
  keyIds: string[];
  /** `about` is what the secret belongs to: nothing else opens it. */
  seal(text: string, about: string): string;
  /** Undefined when its key is gone, or it was changed. */
  open(sealed: string, about: string): string | undefined;
}

export interface Vault extends Sealer {
  /** By which a text is looked up without being stored: HMAC-SHA-256, the same for as long as the database is. */
  digest(text: string): Buffer;
}

/** In a key's place: what was stored without any is readable. No key that is set can have this id. */
export const PLAIN = '@plain';

/** Lengths of GCM in bytes (NIST SP 800-38D). */
const IV = 12;
const TAG = 16;

/** AES-256-GCM. The first key seals; each of them opens what it has sealed. Without any, what is sealed is marked as plain. */
export function createSealer(pairs: Key[]): Sealer {
  const keys = pairs.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
  const [current] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    keyIds: [...byId.keys(), PLAIN],

    seal(text, about) {
      if (!current) return `${PLAIN}:${text}`;
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(about));
      const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${current.id}:${Buffer.concat(sealed).toString('base64')}`;
    },

    open(sealed, about) {
      const id = keyIdOf(sealed);
      if (id === PLAIN) return sealed.slice(PLAIN.length + 1);
      const key = byId.get(id);
      const bytes = Buffer.from(sealed.slice(id.length + 1), 'base64');
      if (!key || bytes.length < IV + TAG) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG));
        return decipher.update(bytes.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** `lookUpKey`: what digests are made with. */
export function createVault(pairs: Key[], lookUpKey: Uint8Array): Vault {
  const key = createSecretKey(lookUpKey);
  return { ...createSealer(pairs), digest: (text) => createHmac('sha256', key).update(text).digest() };
}

export function keyIdOf(sealed: string): string {
  return sealed.slice(0, Math.max(0, sealed.indexOf(':')));
}
