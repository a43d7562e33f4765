import * as z from 'zod';

/**
 * The file that data leave a database in, and come into another. Compressed with gzip, it is UTF-8:
 * - a line of JSON, the header;
 * - for each table a line of JSON that names it, its rows as PostgreSQL's COPY writes them as text, a line `\.`,
 *   and a line of JSON with how many they are;
 * - a line of JSON, the trailer: without it the file was cut off.
 */
export const FORMAT = 1;

/** The line behind the rows of a table; none of them is like it, because COPY doubles backslashes. */
export const END_OF_ROWS = Buffer.from('\\.\n');

const keyUse = z.object({ id: z.string(), values: z.number() });

const header = z.object({
  reachOut: z.literal('data'),
  format: z.number(),
  /** Of Reach Out, that has written it. */
  version: z.string(),
  /** When the data were like this, by their database's clock. ISO 8601. */
  takenAt: z.iso.datetime(),
  /** The migrations that their tables have had. */
  migrations: z.array(z.string()).min(1),
  /** How many values each key has sealed. */
  keys: z.array(keyUse),
  /** By which it is seen whether the right key is there. */
  lookUpKey: z.string().nullable(),
  /** The embedded database's own key, where it was asked for; base64. */
  ownKey: z.string().optional(),
});
export type Header = z.infer<typeof header>;

const table = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export type TableHead = z.infer<typeof table>;

const tableEnd = z.object({ rows: z.number() });

/** How the audit trail was found in the snapshot. */
const chain = z.union([
  z.object({ kind: z.literal('whole'), newest: z.object({ seq: z.number(), hash: z.string() }).nullable() }),
  z.object({ kind: z.enum(['missing', 'altered']), seq: z.number() }),
]);
export type Chain = z.infer<typeof chain>;

const trailer = z.object({
  end: z.literal(true),
  tables: z.number(),
  chain,
  /** Of all that stands before this line, in hexadecimal digits. */
  sha256: z.string(),
});
export type Trailer = z.infer<typeof trailer>;

/** The file is not what it should be; the message says how, and what to do. */
export class Unusable extends Error {}

const DAMAGED = 'The file is damaged: it is not as it was written. Take another copy of it.';

/** @throws Unusable */
export function readHeader(line: string): Header {
  const read = parse(line);
  const { reachOut, format, version } = (read ?? {}) as Record<string, unknown>;
  if (reachOut !== 'data') throw notOurs();
  if (format !== FORMAT)
    throw new Unusable(
      `The file was written by Reach Out ${version}, in a form that this version doesn't know. Import it with that version, or a later one.`,
    );
  return sure(header, read);
}

/** What comes behind the header, and behind each table. @throws Unusable */
export function readNext(line: string): TableHead | Trailer {
  return sure(z.union([table, trailer]), parse(line));
}

/** @throws Unusable */
export function readTableEnd(line: string): { rows: number } {
  return sure(tableEnd, parse(line));
}

export function writeLine(line: Header | TableHead | { rows: number } | Trailer): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

export function notOurs(): Unusable {
  return new Unusable('This is no file that "data export" or "data backup" has written.');
}

export function damaged(cause?: unknown): Unusable {
  return new Unusable(DAMAGED, { cause });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function sure<T>(schema: z.ZodType<T>, read: unknown): T {
  const parsed = schema.safeParse(read);
  if (!parsed.success) throw damaged(parsed.error);
  return parsed.data;
}
