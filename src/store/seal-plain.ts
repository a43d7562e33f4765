import { type Kysely, sql } from 'kysely';
import { commitLater } from './commit-later.ts';
import { contentValues } from './content.ts';
import { sealPlainSecrets } from './json-secrets.ts';
import { digestOfDigits } from './last-digits.ts';
import type { ReachOutRow } from './reach-out-row.ts';
import type { Vault } from './vault.ts';

const BATCH = 500;

type PlainRow = Pick<ReachOutRow, 'id' | 'request' | 'draft' | 'warnings' | 'conversation' | 'failure'> & {
  revision: number;
};

/**
 * Seals some of what an earlier version has stored as it was; resolves to how many reach-outs it looked at, 0 once none
 * is left. One that somebody changes meanwhile is left for the next time.
 */
export async function sealPlain(db: Kysely<unknown>, vault: Vault): Promise<number> {
  const { rows } = await sql<PlainRow>`
    select id, revision, request, draft, warnings, conversation, failure from reach_out
    where recipient is not null limit ${BATCH}`.execute(db);
  // One after the other, so that the connections are free for what people wait for.
  for (const row of rows) await sealRow(db, vault, row);
  return rows.length;
}

async function sealRow(db: Kysely<unknown>, vault: Vault, row: PlainRow): Promise<void> {
  const { id, revision, request, draft, warnings } = row;
  if (!request || !draft || !warnings) return;
  const [digest, sourceArn, sealed] = contentValues(id, { request, draft, warnings }, vault);
  const [conversation, failure] = sealPlainSecrets(row.conversation, row.failure, id, vault);
  await sql`
    update reach_out set sealed = ${sealed}, recipient_digest = ${digest}, last_digits = ${digestOfDigits(request.recipient, vault)}, source_arn = ${sourceArn},
      recipient = null, request = null, draft = null, warnings = null,
      conversation = ${conversation}, failure = ${failure}, revision = revision + 1
    from ${sql.raw(commitLater('true'))} as later
    where id = ${id} and revision = ${revision}`.execute(db);
}
