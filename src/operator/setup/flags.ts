import { parseArgs } from 'node:util';
import { CHANNEL_NAMES, type Channel } from '../../domain/channels/registry.ts';
import { Misused } from '../word.ts';

const TEXT = { type: 'string' } as const;
const SWITCH = { type: 'boolean', default: false } as const;

type ChannelFlag = Channel | `flow-${Channel}`;

/** The sender of each channel, and its flow. */
const OF_CHANNELS = Object.fromEntries(
  CHANNEL_NAMES.flatMap((name) => [
    [name, TEXT],
    [`flow-${name}`, TEXT],
  ]),
) as Record<ChannelFlag, typeof TEXT>;

const OPTIONS = {
  region: TEXT,
  instance: TEXT,
  ...OF_CHANNELS,
  queue: TEXT,
  'create-flows': SWITCH,
  'events-queue': TEXT,
  'messages-topic': TEXT,
  'create-key': SWITCH,
  yes: SWITCH,
} as const;

export type Flags = ReturnType<typeof parse>;

/** A flag without a value is none. @throws Misused */
export function readFlags(args: string[]): Flags {
  const flags = parse(args);
  const [empty] = Object.entries(flags).find(([, value]) => value === '') ?? [];
  if (empty) throw new Misused(`--${empty} is empty.`);
  return flags;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    // What follows may be a token, which belongs into no terminal's history, nor on its screen again.
    const [cause = ''] = (error as Error).message.split('. ');
    throw new Misused(/^Unexpected argument/.test(cause) ? '"setup" takes only flags.' : `${cause}.`);
  }
}
