import { setImmediate } from 'node:timers/promises';
import { type Channel, channelOf } from '../channels/registry.ts';
import type { FileRow } from '../csv/read-rows.ts';
import { tooLong } from '../intake/message.ts';
import { type PhoneNumberOptions, parsePhoneNumber } from '../phone/phone-number.ts';
import type { AttributeValues, Template } from '../templates/templates.ts';
import { fillIn, fillTemplateIn } from './fill-in.ts';

/** A row that can go as far as the file tells. */
export interface ReadyRow {
  line: number;
  /** In E.164. */
  recipient: string;
  /** Whether anybody is known to have handed out its range. */
  isKnown: boolean;
  message: string;
  /** Of the template, where the message is what that says. */
  values?: AttributeValues;
  /** What it is billed as, where the channel bills each part. */
  parts: number;
}

/** Why a row can't go, without its number. */
export type RowFault =
  | { kind: 'no_number' }
  /** A sentence on what is wrong with the number. */
  | { kind: 'number'; message: string }
  /** The line of the first row with the same number. */
  | { kind: 'twice'; first: number }
  | { kind: 'missing'; columns: string[] }
  | { kind: 'message'; message: string };

export interface JudgedRows {
  ready: ReadyRow[];
  faults: { line: number; fault: RowFault }[];
}

export interface ListPlan extends PhoneNumberOptions {
  columns: readonly string[];
  numberColumn: number;
  channel: Channel;
  /** With placeholders. */
  message: string;
  /** In place of the message. */
  template?: Template;
}

/** So many rows are read before others have their turn. */
const AT_ONCE = 100;

/** Judges rows by what is in them alone: no rule, no limit and nobody's wish is asked. */
export async function judgeRows(rows: readonly FileRow[], plan: ListPlan): Promise<JudgedRows> {
  const judged: JudgedRows = { ready: [], faults: [] };
  const lineOf = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const result = judgeRow(row, plan, lineOf);
    if ('recipient' in result) {
      lineOf.set(result.recipient, row.line);
      judged.ready.push(result);
    } else judged.faults.push({ line: row.line, fault: result });
  }
  return judged;
}

function judgeRow(
  { line, cells }: FileRow,
  plan: ListPlan,
  lineOf: Map<string, number>,
): ReadyRow | RowFault {
  const { columns, numberColumn, channel, message, template, defaultCountry } = plan;
  const typed = cells[numberColumn]?.trim() ?? '';
  if (typed === '') return { kind: 'no_number' };
  const parsed = parsePhoneNumber(typed, { defaultCountry });
  const number = parsed.ok ? parsed : parsed.possible;
  if (!number) return { kind: 'number', message: parsed.ok ? '' : parsed.message };
  const first = lineOf.get(number.e164);
  if (first !== undefined) return { kind: 'twice', first };
  const filled = template ? fillTemplateIn(template, columns, cells) : fillIn(message, columns, cells);
  if ('missing' in filled) return { kind: 'missing', columns: filled.missing };
  const excess = tooLong(filled.text, channel);
  if (excess) return { kind: 'message', message: excess };
  const parts = channelOf(channel).countParts?.(filled.text) ?? 0;
  const { text, ...values } = filled;
  return { line, recipient: number.e164, isKnown: parsed.ok, message: text, parts, ...values };
}
