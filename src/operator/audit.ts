import { parseArgs } from 'node:util';
import { createAudit } from '../store/audit.ts';
import { readEntries } from '../store/audit-entries.ts';
import { verifyChain } from '../store/audit-verify.ts';
import { FORMATS, isFormat, write } from './audit-formats.ts';
import { readInstant } from './instant.ts';
import { type Desk, Misused, type Word } from './word.ts';

/** The audit trail: what an operator can take out of it, and whether it is whole. */
export const AUDIT: Word = {
  usage: `  audit export --from DATE --to DATE --format csv|jsonl
                     prints the audit trail from one time up to before another: days, which
                     begin at midnight UTC, or instants such as 2026-01-31T14:30:00Z
  audit verify [HASH]
                     says whether it is whole, and its newest hash to note down; with a hash
                     that was noted before, whether that is still in it`,

  async run(desk, [action, ...args]) {
    if (action === 'export') return runExport(desk, args);
    if (action === 'verify') return runVerify(desk, args);
    throw new Misused(
      action ? `"audit" can export and verify, not ${action}.` : '"audit" can export and verify.',
    );
  },
};

async function runExport({ database, note, pour }: Desk, args: string[]): Promise<number> {
  const { from, to, format } = readOptions(args);
  const { kysely } = await database();
  const detail = { from, to, format };
  await createAudit(kysely).record({ actor: { kind: 'operator' }, action: 'audit_exported', detail });
  let count = 0;
  async function* lines() {
    for await (const page of readEntries(kysely, { from, to })) {
      count += page.length;
      yield write[format](page, count === page.length);
    }
    if (count === 0) yield write[format]([], true);
  }
  const isRead = await pour(lines());
  const range = `from ${from.toISOString()} up to before ${to.toISOString()}, in UTC`;
  if (isRead) note(`${count} ${count === 1 ? 'entry' : 'entries'} ${range}.`);
  return isRead ? 0 : 1;
}

function readOptions(args: string[]) {
  const { from: fromText, to: toText, format } = parse(args);
  const from = readInstant('--from', fromText);
  const to = readInstant('--to', toText);
  if (from >= to) throw new Misused('--from must be before --to, which is not included itself.');
  if (!isFormat(format)) throw new Misused(`--format must be one of ${FORMATS.join(', ')}.`);
  return { from, to, format };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { from: option, to: option, format: option } }).values;
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}

async function runVerify({ database, print }: Desk, args: string[]): Promise<number> {
  const noted = args[0]?.toLowerCase();
  if (args.length > 1 || (noted && !/^[0-9a-f]{64}$/.test(noted)))
    throw new Misused('A hash has 64 hexadecimal digits, as "audit verify" prints it.');
  const { kysely } = await database();
  const verified = await verifyChain(kysely, noted);
  if (verified.kind === 'missing') {
    print(`Entry ${verified.seq} of the audit trail is missing: it was removed.`);
    return 1;
  }
  if (verified.kind === 'altered') {
    const [id, at, , actor, , action] = JSON.parse(verified.content);
    print(
      `Entry ${verified.seq} of the audit trail is not what stood there: it was changed, inserted or moved. It says: ${action} by ${actor} at ${at} (id ${id}).`,
    );
    return 1;
  }
  const { newest, isKnown } = verified;
  if (noted && !isKnown) {
    print(
      'No entry of the audit trail has this hash: what stood there was removed, or all was written anew.',
    );
    return 1;
  }
  print(`The audit trail is whole: ${newest?.seq ?? 0} entries.`);
  if (newest) print(`Note down its newest hash, outside this database: ${newest.hash}`);
  return 0;
}
