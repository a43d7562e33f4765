import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { Key } from '../domain/kernel/key.ts';

/** Keeps what nobody who reads the database is to read. */
export interface Vault {
  /** Of the keys that it has. */
  keyIds: string[];
  /** `about` is what the secret belongs to: nothing else opens it. */
  seal(text: string, about: string): string;
  /** Undefined when its key is gone, or it was changed. */
  open(sealed: string, about: string): string | undefined;
}

/** Lengths of GCM in bytes (NIST SP 800-38D). */
const IV = 12;
const TAG = 16;

/** AES-256-GCM. The first key seals; each of them opens what it has sealed. Without any, there are no secrets to keep. */
export function createVault(pairs: Key[]): Vault {
  const keys = pairs.map(({ id, key }) => ({ id, key: createSecretKey(key) }));
  const [current] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    keyIds: [...byId.keys()],

    seal(text, about) {
      if (!current) throw new Error('there is no key to encrypt with');
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.from(about));
      const sealed = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${current.id}:${Buffer.concat(sealed).toString('base64')}`;
    },

    open(sealed, about) {
      const id = keyIdOf(sealed);
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

export function keyIdOf(sealed: string): string {
  return sealed.slice(0, Math.max(0, sealed.indexOf(':')));
}
