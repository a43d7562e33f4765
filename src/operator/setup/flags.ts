import { parseArgs } from 'node:util';
import { Misused } from '../word.ts';

const TEXT = { type: 'string' } as const;
const SWITCH = { type: 'boolean', default: false } as const;

const OPTIONS = {
  region: TEXT,
  instance: TEXT,
  sms: TEXT,
  whatsapp: TEXT,
  voice: TEXT,
  queue: TEXT,
  'flow-sms': TEXT,
  'flow-whatsapp': TEXT,
  'flow-voice': TEXT,
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
