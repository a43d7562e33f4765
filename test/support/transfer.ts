import { gunzipSync, gzipSync } from 'node:zlib';
import { openDesk } from '../../src/operator/desk.ts';
import { WORDS } from '../../src/operator/words.ts';
import { SCHEMA } from '../../src/store/session.ts';
import { query } from './postgres.ts';

/** `npm run reach-out -- data …` in this process. */
export async function runData(args: string[], env: Record<string, string>, stop = new AbortController()) {
  const desk = openDesk(env, '9.9.9', () => Promise.reject(new Error('doctor was asked')));
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const word = WORDS.data;
  if (!word) throw new Error('there is no such word');
  try {
    const code = await word.run({ ...desk, print: say, note: say, stop: () => stop.signal }, args);
    return { code, said: said.join('\n') };
  } catch (error) {
    return { code: 1, said: [...said, (error as Error).message].join('\n') };
  } finally {
    await desk.close();
  }
}

/** How an example of each type is written. Texts have all that COPY writes in another way. */
const EXAMPLES: Record<string, string> = {
  text: `E'a\\tb\\nc\\rd\\\\e \\\\N \\\\. é☎ "'':' || n`,
  uuid: `md5('a' || n)::uuid`,
  jsonb: `jsonb_build_object('n', n, 'text', E'a\\tb\\nc\\\\d')`,
  bytea: `decode('00ff5c2e0a' || lpad(n::text, 2, '0'), 'hex')`,
  'timestamp with time zone': `timestamptz '2026-03-03 09:00:00.123456+00' + n * interval '1 second'`,
  boolean: 'n = 1',
  'text[]': `array['a,b', E'c\\t"d"', null, n::text]`,
};
const NUMBER = /int|double|numeric|smallint/;

/** Where any value would not do. */
const OTHERS: Record<string, string> = {
  'reach_out.state': "'ended'",
  'list.state': "'done'",
  'line.is_open': 'false',
  'lookup_key.sealed': "'@plain:' || encode(sha256('key'), 'base64')",
};

/** Rows in every table, whichever tables there are: two where there may be, one with as little as may be. */
export async function fillEveryTable(url: string): Promise<void> {
  const columns = await query<{
    table: string;
    name: string;
    type: string;
    nullable: boolean;
    only: boolean;
  }>(
    url,
    `select relname as table, attname as name, format_type(atttypid, null) as type,
      not attnotnull as nullable, relname in ('lookup_key', 'clock') as only
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = '${SCHEMA}'::regnamespace and relkind = 'r' and relpersistence = 'p' and relname !~ '^kysely' and attnum > 0
       and not attisdropped and attidentity = '' and attgenerated = ''
     order by relname, attnum`,
  );
  for (const [table, its] of Map.groupBy(columns, (column) => column.table)) {
    const exampleOf = ({ name, type }: (typeof its)[number]) =>
      OTHERS[`${table}.${name}`] ??
      EXAMPLES[type] ??
      (NUMBER.test(type) ? 'n' : Promise.reject(new Error(`no example of ${type} in ${table}.${name}`)));
    const values = await Promise.all(its.map(exampleOf));
    // Hash and number of an entry come with its seal.
    const some = its.map((column, at) =>
      column.name === 'seq' || column.name === 'hash' ? 'null' : values[at],
    );
    const few = its.map((column, at) => (column.nullable ? 'null' : some[at]));
    const into = `insert into ${SCHEMA}.${table} (${its.map(({ name }) => `"${name}"`).join(', ')})`;
    await query(
      url,
      `${into} select ${some.join(', ')} from (values (1)) as example (n) on conflict do nothing`,
    );
    if (its[0]?.only) continue;
    await query(url, `${into} select ${few.join(', ')} from (values (2)) as example (n)`);
  }
}

/** A file of ours as text, changed, and as a file again. */
export function rewritten(file: Buffer, change: (text: string) => string): Buffer {
  return gzipSync(change(gunzipSync(file).toString('utf8')));
}
