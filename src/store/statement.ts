import { CompiledQuery, type Kysely } from 'kysely';

/** Runs a statement with its parameters, as it is written; each connection has it parsed once. */
export async function run<Row>(
  db: Pick<Kysely<unknown>, 'executeQuery'>,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
}
