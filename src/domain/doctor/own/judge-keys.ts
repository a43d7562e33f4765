import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';
import { halved } from './halved.ts';

/** What is sealed in the database, and with what. */
export interface KeyFacts {
  /** Of the keys that are set, the one that encrypts first. */
  ids: readonly string[];
  /** The key file of the embedded database, where it is there; `mode`: its permissions. */
  file?: { path: string; id: string; mode: number } | undefined;
  /** Whether the key that texts are looked up by can be opened; undefined: there is none yet. */
  opens: boolean | undefined;
  /** Id by id, how many values a key has sealed. */
  sealed: readonly { id: string; count: number }[];
  /** In place of an id, where something was stored without any key. */
  plainId: string;
}

const COMMON = { area: 'App', check: 'keys' } as const;

const REENCRYPT = 'npm run reach-out -- data reencrypt';

export function judgeKeys(facts: KeyFacts): Finding[] {
  return [...judgeFile(facts), judgeFirst(facts), ...judgeLost(facts), ...judgePlain(facts)];
}

function judgeFirst({ ids, file, opens, sealed }: KeyFacts): Finding {
  const [first] = [...ids, ...(file ? [file.id] : [])];
  if (opens === false)
    return {
      ...{ ...COMMON, verdict: 'failure', says: 'No key that is there opens this database.' },
      cause:
        'Its key for looking up numbers was encrypted with another one, so Reach Out does not start on it.',
      next: 'Put the former key back into REACH_OUT_ENCRYPTION_KEYS, behind the first; the embedded one is a file in DATA_DIR.',
    };
  if (first === undefined)
    return {
      ...{ ...COMMON, verdict: 'warning', says: 'Numbers and texts are stored as they are, without a key.' },
      cause: 'REACH_OUT_ENCRYPTION_KEYS is not set, and this database has no key of its own.',
      next: 'Set it to what this prints, and start Reach Out again.',
      command: 'echo "k1:$(openssl rand -base64 32)"',
    };
  const count = sealed.reduce((sum, one) => sum + one.count, 0);
  const name = first === file?.id ? `the key file in DATA_DIR` : `the key ${first}`;
  return {
    ...{ ...COMMON, verdict: 'ok' },
    says: `What is new is encrypted with ${name}; ${inUnits(count, 'value')} in the database.`,
  };
}

/** `reason`: why the key file can't be used, as sentences, the last of which is what to do. */
export function judgeKeyFile(reason: string): Finding {
  const [cause, next] = halved(reason);
  return {
    ...{ ...COMMON, verdict: 'failure', says: 'The key file in DATA_DIR cannot be used.' },
    ...{ cause, next: next || 'Put it back from a backup.' },
  };
}

/** Whoever may read the file may read what it encrypts. */
function judgeFile({ file }: KeyFacts): Finding[] {
  if (!file || (file.mode & 0o077) === 0) return [];
  return [
    {
      ...{ ...COMMON, verdict: 'failure', says: `Others can read the key file ${file.path}.` },
      cause: `Its mode is ${(file.mode & 0o777).toString(8)}, and it opens all that is encrypted.`,
      next: 'Take that from them.',
      command: `chmod 600 ${shellWord(file.path)}`,
    },
  ];
}

function judgeLost({ ids, file, sealed, plainId }: KeyFacts): Finding[] {
  const known = [...ids, ...(file ? [file.id] : []), plainId];
  return sealed
    .filter(({ id, count }) => count > 0 && !known.includes(id))
    .map(
      ({ id, count }): Finding => ({
        ...{ ...COMMON, verdict: 'failure' },
        says: `${inUnits(count, 'value')} can't be read: ${id.startsWith('@') ? 'the key file in DATA_DIR' : `the key ${id}`} is missing.`,
        cause: 'Whatever they belong to stands still, and its numbers are unknown.',
        next: 'Put it back, behind the key that encrypts; "data reencrypt" says when it is no longer needed.',
      }),
    );
}

function judgePlain({ ids, file, sealed, plainId }: KeyFacts): Finding[] {
  const count = sealed.find(({ id }) => id === plainId)?.count ?? 0;
  if (count === 0 || (ids.length === 0 && !file)) return [];
  return [
    {
      ...{
        ...COMMON,
        verdict: 'warning',
        says: `${inUnits(count, 'value')} of before a key was set ${count === 1 ? 'is' : 'are'} not encrypted.`,
      },
      cause: 'A key encrypts what is stored from then on.',
      next: 'Encrypt the rest.',
      command: REENCRYPT,
    },
  ];
}
