import pg from 'pg';

/** How each connection says who it is, and how long it waits to be let in. */
export const IDENTITY = { application_name: 'reach-out', connectionTimeoutMillis: 10_000 };

/** node-postgres gives int8 (and so count) as a string, and null for a time that it can't read. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const parse = pg.types.getTypeParser(oid, format as 'text');
    if (oid === pg.types.builtins.INT8) return Number;
    return oid === pg.types.builtins.TIMESTAMPTZ ? (text: string) => readable(parse(text)) : parse;
  }) as typeof pg.types.getTypeParser,
};

function readable(time: Date | null): Date {
  if (!time) throw new Error('the database gave a time that cannot be read');
  return time;
}
