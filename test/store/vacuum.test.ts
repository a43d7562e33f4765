import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { vacuumWhatIsDue } from '../../src/store/vacuum.ts';
import { preparedDataDirectory } from '../support/embedded.ts';

let database: Database;

beforeAll(async () => {
  database = await openDatabase({ kind: 'embedded', directory: await preparedDataDirectory() }, () => {});
});
afterAll(() => database.close());

async function pagesOf(table: string): Promise<number> {
  const { rows } = await sql<{ pages: number }>`
    select pg_relation_size(${table}) / 8192 as pages`.execute(database.kysely);
  return rows[0]?.pages ?? 0;
}

test('a table that is written over and over does not grow', async () => {
  const { kysely } = database;
  await sql`insert into conversation_pace select 'C' || g, now() from generate_series(1, 1000) g`.execute(
    kysely,
  );
  const write = async () => {
    for (let round = 0; round < 4; round++) {
      await sql`update conversation_pace set next_at = next_at + interval '1 second'`.execute(kysely);
    }
    await vacuumWhatIsDue(kysely);
  };
  await write();
  const settled = await pagesOf('conversation_pace');
  for (let again = 0; again < 5; again++) await write();
  expect(await pagesOf('conversation_pace')).toBeLessThanOrEqual(settled * 1.2);
});
