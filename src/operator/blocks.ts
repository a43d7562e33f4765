import { parseArgs } from 'node:util';
import { parsePhoneOptions } from '../config/config.ts';
import { blockNumber } from '../domain/blocks/block-number.ts';
import { readReason } from '../domain/blocks/reason.ts';
import { unblockNumber } from '../domain/blocks/unblock-number.ts';
import { CHANNEL_NAMES, type Channel } from '../domain/channels/registry.ts';
import { parsePhoneNumber } from '../domain/phone/phone-number.ts';
import { createBlocks } from '../store/blocks.ts';
import { readDatabaseTime } from '../store/clock.ts';
import { blockAnswer, checkAnswer, unblockAnswer } from '../views/sentences/blocks.ts';
import { CHANNEL_FAULT, readChannel, reasonFault } from './block-row.ts';
import { exportBlocks, importBlocks } from './block-transfer.ts';
import { type Desk, Misused, type Word } from './word.ts';

/** The do-not-contact list. */
export const BLOCKS: Word = {
  usage: `  blocks add NUMBER [--channel ${CHANNEL_NAMES.join('|')}] [--reason TEXT]
                     nobody is to contact a number any more
  blocks remove NUMBER [--channel CHANNEL]
                     takes it off the list, whoever put it there
  blocks check NUMBER
                     says whether it is on the list, since when and why
  blocks import FILE takes in CSV: a column called phone, number or recipient, and if there are any
                     channel and reason, or numbers alone; again changes nothing
  blocks export FILE writes all of them to a file as CSV`,

  async run(desk, [action, ...args]) {
    if (action === 'import' || action === 'export') return transfer(desk, action, args);
    if (action === 'add' || action === 'remove' || action === 'check') return change(desk, action, args);
    const can = '"blocks" can add, remove, check, import and export';
    throw new Misused(action ? `${can}, not ${action}.` : `${can}.`);
  },
};

async function transfer(desk: Desk, action: 'import' | 'export', args: string[]): Promise<number> {
  const [file, ...others] = args;
  if (!file || others.length > 0) throw new Misused(`"blocks ${action}" needs the path of one file.`);
  const options = parsePhoneOptions(desk.env);
  const { kysely: db } = await desk.database();
  const parts = { db, vault: await desk.vault(), note: desk.note, print: desk.print };
  return action === 'import'
    ? importBlocks(parts, file, options, await readDatabaseTime(db))
    : exportBlocks(parts, file);
}

async function change(desk: Desk, action: 'add' | 'remove' | 'check', args: string[]): Promise<number> {
  const { recipient, ...about } = readAsked(desk, args);
  if (action === 'remove' && about.reason)
    throw new Misused('Why a number was taken off is not kept: leave out --reason. Nothing was changed.');
  const { kysely: db } = await desk.database();
  const now = await readDatabaseTime(db);
  const blocks = createBlocks(db, await desk.vault());
  const ctx = { actor: { kind: 'operator' }, clock: { now: () => now }, blocks } as const;
  const input = { recipient, ...about };
  if (action === 'check') desk.print(checkAnswer(recipient, await blocks.of(recipient)));
  else if (action === 'remove') desk.print(unblockAnswer(recipient, await unblockNumber({ ctx, input })));
  else
    desk.print(blockAnswer(recipient, await blockNumber({ ctx, input: { ...input, source: 'operator' } })));
  return 0;
}

/** @throws Misused */
function readAsked({ env }: Desk, args: string[]): { recipient: string; channel?: Channel; reason?: string } {
  const { channel: channelText = '', reason: reasonText = '', typed } = parse(args);
  const reason = readReason(reasonText);
  if (!typed) throw new Misused('Name the phone number, such as +1 206 555 0152.');
  const parsed = parsePhoneNumber(typed, parsePhoneOptions(env));
  const number = parsed.ok ? parsed : parsed.possible;
  if (!number) throw new Misused(parsed.ok ? '' : parsed.message);
  const channel = readChannel(channelText);
  if (channel === 'unknown') throw new Misused(CHANNEL_FAULT);
  const fault = reasonFault(reason);
  if (fault) throw new Misused(fault);
  return { recipient: number.e164, ...(channel && { channel }), ...(reason && { reason }) };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    const options = { channel: option, reason: option };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { ...values, typed: positionals.join(' ') };
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}
