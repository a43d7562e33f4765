import type { Block } from '../domain/blocks/block.ts';
import { LONGEST_REASON } from '../domain/blocks/block.ts';
import { CHANNEL_NAMES, type Channel, channelOf, channelOfWord } from '../domain/channels/registry.ts';
import { countCharacters, isStorable } from '../domain/intake/text-limits.ts';
import { type PhoneNumberOptions, parsePhoneNumber } from '../domain/phone/phone-number.ts';

/** Where a file has what; columns by number. */
export interface Columns {
  number: number;
  channel?: number;
  reason?: number;
}

/** What a row asks for, or what is wrong with it, without the number. */
export type ReadRow = ({ recipient: string } & Pick<Block, 'channel' | 'reason'>) | { fault: string };

const NAMES = {
  number: /^(?:(?:mobile|cell|tele)?(?:phone)?(?:number|no|nr)?|recipient|mobile|tel|msisdn|e164)$/,
  channel: /^channels?$/,
  reason: /^(?:reason|why|comments?|notes?)$/,
};

/** By the names in the first row; undefined where it has none, but a number. */
export function readHeader(cells: string[]): Columns | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const find = (name: RegExp) => names.findIndex((one) => one !== '' && name.test(one));
  const [number, channel, reason] = [find(NAMES.number), find(NAMES.channel), find(NAMES.reason)];
  const isHeader = number >= 0 || !/\p{Nd}/u.test(cells[0] ?? '');
  if (!isHeader) return undefined;
  return {
    number: Math.max(number, 0),
    ...(channel >= 0 && { channel }),
    ...(reason >= 0 && { reason }),
  };
}

/** Undefined for an empty row. */
export function readRow(cells: string[], columns: Columns, options: PhoneNumberOptions): ReadRow | undefined {
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const cell = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  const typed = cell(columns.number);
  if (typed === '') return { fault: 'There is no phone number in it.' };
  const parsed = parsePhoneNumber(typed, options);
  const number = parsed.ok ? parsed : parsed.possible;
  if (!number) return { fault: parsed.ok ? '' : parsed.message };
  const channel = readChannel(cell(columns.channel));
  if (channel === 'unknown') return { fault: CHANNEL_FAULT };
  // As exports write what a spreadsheet would take for a formula.
  const reason = cell(columns.reason).replace(/^'(?=[=+\-@])/, '');
  const fault = reasonFault(reason);
  if (fault) return { fault };
  return {
    recipient: number.e164,
    ...(channel && { channel }),
    ...(reason && { reason }),
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
  if (countCharacters(reason) > LONGEST_REASON)
    return `The reason has more than ${LONGEST_REASON} characters.`;
  return isStorable(reason) ? undefined : 'The reason holds a character that cannot be stored.';
}
