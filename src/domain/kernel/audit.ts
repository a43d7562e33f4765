import type { Entry } from './actor.ts';

/** An entry's number in the chain, counted from one, and its hash in hexadecimal digits. */
export interface Sealed {
  seq: number;
  hash: string;
}

/** The account of what happens beside the changes of a reach-out, each of which commits with its own entries. */
export interface Audit {
  /** `reachOutId`: what it is about, whether that is stored or was refused. */
  record(entry: Entry & { reachOutId?: string }): Promise<void>;
  /** Whether it was refused, or asked about, and so not stored then. */
  wasRefused(reachOutId: string): Promise<boolean>;
  /** Seals what is committed into the chain. Answers the newest; undefined where nothing was to be sealed. */
  seal(): Promise<Sealed | undefined>;
}
