import type { Block, BlockSource } from '../domain/blocks/block.ts';
import { LONGEST_REASON } from '../domain/blocks/block.ts';
import { readReason } from '../domain/blocks/reason.ts';
import { CHANNEL_NAMES, type Channel, channelOf, channelOfWord } from '../domain/channels/registry.ts';
import { holdsNumber, isEmpty } from '../domain/csv/read-rows.ts';
import { countCharacters } from '../domain/intake/text-limits.ts';
import { type PhoneNumberOptions, parsePhoneNumber } from '../domain/phone/phone-number.ts';

/** Where a file has what; columns by number. */
export interface Columns {
  number: number;
  channel?: number;
  reason?: number;
  /** The others of an export. */
  source?: number;
  by?: number;
  since?: number;
}

/** What a row asks for, or what is wrong with it, without the number. */
export type ReadRow = ({ recipient: string } & Partial<Block>) | { fault: string };

const NAMES = {
  number: /^(?:(?:mobile|cell|tele)?(?:phone)?(?:number|no|nr)?|recipient|mobile|tel|msisdn|e164)$/,
  channel: /^channels?$/,
  reason: /^(?:reason|why|comments?|notes?)$/,
  source: /^source$/,
  by: /^by$/,
  since: /^since$/,
};

export const UNNAMED =
  'The first row is a header, and no column in it is called phone, number, recipient, mobile, tel, msisdn or e164. Name the column of the phone numbers so. Nothing was changed.';

/** By the names in the first row; undefined where it holds something as long as a number, and so no names. */
export function readHeader(cells: string[]): Columns | 'unnamed' | undefined {
  if (holdsNumber(cells)) return undefined;
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const find = (name: RegExp) => names.findIndex((one) => one !== '' && name.test(one));
  const number = find(NAMES.number);
  if (number < 0) return 'unnamed';
  const found = Object.entries(NAMES).map(([name, pattern]) => [name, find(pattern)] as const);
  return { ...Object.fromEntries(found.filter(([, column]) => column >= 0)), number };
}

/** Undefined for an empty row. */
export function readRow(cells: string[], columns: Columns, options: PhoneNumberOptions): ReadRow | undefined {
  if (isEmpty(cells)) return undefined;
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  const typed = cell(columns.number);
  if (typed === '') return { fault: 'There is no phone number in it.' };
  const parsed = parsePhoneNumber(typed, options);
  const number = parsed.ok ? parsed : parsed.possible;
  if (!number) return { fault: parsed.ok ? '' : parsed.message };
  const channel = readChannel(cell(columns.channel));
  if (channel === 'unknown') return { fault: CHANNEL_FAULT };
  // As exports write what a spreadsheet would take for a formula.
  const reason = readReason(cell(columns.reason).replace(/^'(?=[=+\-@])/, ''));
  const fault = reasonFault(reason);
  if (fault) return { fault };
  return {
    recipient: number.e164,
    ...(channel && { channel }),
    ...(reason && { reason }),
    ...readOrigin(cell(columns.source), cell(columns.by), cell(columns.since)),
  };
}

const SOURCES: readonly BlockSource[] = ['person', 'operator', 'import', 'customer'];

/** As an export has it; what another list means by these names is left out. */
function readOrigin(
  sourceText: string,
  by: string,
  since: string,
): Pick<Partial<Block>, 'source' | 'by' | 'at'> {
  const source = SOURCES.find((one) => one === sourceText);
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) ? new Date(since) : undefined;
  return {
    ...(source && { source }),
    ...(/^[UW][A-Z0-9]{2,20}$/.test(by) && { by }),
    ...(at && !Number.isNaN(at.getTime()) && { at }),
  };
}

export const CHANNEL_FAULT = `The channel must be ${CHANNEL_NAMES.join(', ')} or all.`;

const EVERY = ['', '*', 'all', 'any', 'every', 'every channel', 'all channels'];

/** Undefined: every channel. */
export function readChannel(text: string): Channel | 'unknown' | undefined {
  const word = text.toLowerCase();
  if (EVERY.includes(word)) return undefined;
  const labelled = CHANNEL_NAMES.find((name) => channelOf(name).label.toLowerCase() === word);
  return channelOfWord(word) ?? labelled ?? 'unknown';
}

/** Undefined where nothing is wrong with it. */
export function reasonFault(reason: string): string | undefined {
  if (countCharacters(reason) <= LONGEST_REASON) return undefined;
  return `The reason has more than ${LONGEST_REASON} characters.`;
}
