import type { Entry } from './actor.ts';

/** The account of what happens beside the changes of a reach-out, each of which commits with its own entries. */
export interface Audit {
  /** `reachOutId`: what it is about, whether that is stored or was refused. */
  record(entry: Entry & { reachOutId?: string }): Promise<void>;
}
