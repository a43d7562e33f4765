import type { Kysely } from 'kysely';
import type { Sealed } from '../domain/kernel/audit.ts';
import { CONTENT, hashAfter, sealAll } from './audit-chain.ts';
import { run } from './statement.ts';

/**
 * - whole: each entry is as it was sealed, and where it was. `isKnown`: the hash that was noted is among them.
 * - missing: there is no entry with this number, and there are such with higher ones.
 * - altered: this entry was changed, or put there, since the chain was sealed.
 */
export type Verified =
  | { kind: 'whole'; newest: Sealed | undefined; isKnown: boolean }
  | { kind: 'missing'; seq: number }
  | { kind: 'altered'; seq: number; content: string };

/** $1: the number after which to go on. Page by page, no statement and no transaction takes long. */
const PAGE = `
  select seq, encode(hash, 'hex') as hash, ${CONTENT} as content
  from audit_entry where seq > $1 order by seq limit 5000`;

/** Seals what is not sealed yet and goes along the whole chain. `noted`: a hash of it that was noted before. */
export async function verifyChain(db: Kysely<unknown>, noted?: string): Promise<Verified> {
  await sealAll(db);
  return walkChain(db, noted);
}

/** The same of what is sealed already. */
export async function walkChain(db: Kysely<unknown>, noted?: string): Promise<Verified> {
  let newest: Sealed | undefined;
  let isKnown = false;
  for (;;) {
    const page = await run<Sealed & { content: string }>(db, PAGE, [newest?.seq ?? 0]);
    if (page.length === 0) return { kind: 'whole', newest, isKnown };
    for (const { seq, hash, content } of page) {
      const expected = (newest?.seq ?? 0) + 1;
      if (seq > expected) return { kind: 'missing', seq: expected };
      if (seq < expected || hash !== hashAfter(newest?.hash, content))
        return { kind: 'altered', seq, content };
      newest = { seq, hash };
      isKnown ||= hash === noted;
    }
  }
}
