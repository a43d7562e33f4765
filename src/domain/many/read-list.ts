import type { Call } from '../kernel/context.ts';
import type { Downloaded } from './files.ts';
import { attributeFaults, placeholderFaults } from './fill-in.ts';
import { judgeRows } from './judge-rows.ts';
import type { FormFault, List, ListContent, Report } from './list.ts';
import { LARGEST_FILE } from './list-file.ts';
import { findNumberColumn } from './number-column.ts';
import { pinTemplate } from './pin-template.ts';
import { previewRows } from './preview.ts';
import { readCsv } from './read-csv.ts';
import { reportOn } from './report.ts';
import type { Row } from './row.ts';

/**
 * - read: what the list would come to, with its rows.
 * - faulty: its form has to come back.
 * - away: Slack doesn't hand the file over now, or doesn't say who asks.
 */
export type ReadOutcome =
  | { kind: 'read'; report: Report; rows: Row[]; content: ListContent }
  | { kind: 'faulty'; fault: FormFault }
  | { kind: 'away' };

export interface Reading {
  list: List;
  /** Contacts that are started a second. */
  startRate: number;
}

/** Fetches the file of a list, reads it and judges each row. Nothing is stored, so that it can be done again. @throws TurnedAway */
export async function readList({ ctx, input: { list, startRate } }: Call<Reading>): Promise<ReadOutcome> {
  const file = await ctx.files.download({ id: list.fileId, url: list.content.fileUrl }, LARGEST_FILE);
  if (file.kind !== 'file') return withoutFile(file);
  const table = await readCsv(file.bytes);
  if (table.kind === 'fault') return { kind: 'faulty', fault: { kind: 'file', fault: table.fault } };
  const { columns, rows } = table;
  const { settings } = ctx;
  const { message, template, column: chosen } = list.content;
  const found =
    chosen !== undefined && columns[chosen] !== undefined
      ? { kind: 'found' as const, column: chosen }
      : findNumberColumn(columns, rows, settings);
  if (found.kind === 'unclear')
    return { kind: 'faulty', fault: { kind: 'column', columns, candidates: found.candidates } };
  const pin = template && (await pinTemplate(ctx, template.chosen, list.channel));
  if (pin && 'fault' in pin) return { kind: 'faulty', fault: { kind: 'template', message: pin.fault } };
  const kind = pin ? 'attributes' : 'placeholders';
  const unfit = pin
    ? attributeFaults(pin.pinned.template.attributes, columns)
    : placeholderFaults(message, columns);
  if (unfit) return { kind: 'faulty', fault: { kind, faults: unfit, columns } };
  const says = { message, ...(pin && { template: pin.pinned.template }) };
  const plan = { columns, numberColumn: found.column, channel: list.channel, ...says };
  const { ready, faults } = await judgeRows(rows, { ...plan, defaultCountry: settings.defaultCountry });
  const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]));
  const faulty = [...table.faults, ...faults].map(({ line, fault }) => {
    const phone = cellsOf.get(line)?.[found.column]?.trim().slice(0, LONGEST_PHONE);
    return { line, fault, ...(phone && { phone }) };
  });
  const told = await reportOn({ ctx, input: { list, startRate, ready, faulty } });
  if (!told) return { kind: 'away' };
  if (!pin || !ctx.templates) return { kind: 'read', ...told, content: list.content };
  const { previews, unfilled } = await previewRows(ctx.templates, pin.pinned.template, told.rows);
  if (unfilled.length > 0) return { kind: 'faulty', fault: { kind: 'unfilled', names: unfilled } };
  return { kind: 'read', ...told, content: { ...list.content, ...pin, previews } };
}

/** Of what stands in the place of a number, for the file that is sent back. */
const LONGEST_PHONE = 40;

function withoutFile({ kind }: Exclude<Downloaded, { kind: 'file' }>): ReadOutcome {
  switch (kind) {
    case 'too_large':
      return { kind: 'faulty', fault: { kind: 'file', fault: { kind } } };
    case 'gone':
    case 'not_allowed':
      return { kind: 'faulty', fault: { kind } };
    case 'unavailable':
      return { kind: 'away' };
  }
}
