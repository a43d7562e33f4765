import type { Entry } from '../kernel/actor.ts';
import type { AppliedList, List, NewList, Progress } from './list.ts';
import type { Row } from './row.ts';

/** A row to be fed, with the id that its reach-out has. */
export interface FeedRow extends Row {
  reachOutId: string;
}

/** A row with what became of it. */
export interface RowResult extends Row {
  /** The state of its reach-out. */
  went?: string;
  contactId?: string;
  /** AWS's or our word for why it failed. */
  failure?: string;
  hasAnswered: boolean;
}

/** As of settling a reach-out. */
export type SettledList = { kind: 'settled' | 'changed'; list: List } | { kind: 'lost' };

/** The lists with their rows; each change of one commits with what the audit trail says of it. */
export interface Lists {
  /** False where one of this id is there already. */
  insert(list: NewList, entry: Entry): Promise<boolean>;
  find(id: string): Promise<List | undefined>;
  /** Takes the leases of some that are due and in nobody's hands. */
  claim(most: number): Promise<List[]>;
  /** Stores what the holder of a lease has done, with its rows. Keeps the lease, or gives it back, to be due again. */
  settle(before: List, applied: AppliedList, next: 'held' | { dueAt: Date | null }): Promise<SettledList>;
  /** Changes a list beside whoever works on it, which makes it due. Resolves to what is there afterwards. */
  change(id: string, decide: (list: List) => AppliedList | undefined): Promise<List | undefined>;
  /** The next that wait, are open by then and are no reach-outs yet; in the order of the file. */
  toFeed(list: Pick<List, 'id'>, most: number, now: Date): Promise<FeedRow[]>;
  /** The first that wait. */
  examples(id: string, most: number): Promise<Row[]>;
  progress(id: string): Promise<Progress>;
  /** The reach-outs that have not been called for yet. */
  uncalled(id: string): Promise<string[]>;
  /** All rows with what became of them, in the order of the file, in pages. */
  results(id: string): AsyncGenerator<RowResult[]>;
  /** Whether any is due or in hand; for tests. */
  isAnyDue(): Promise<boolean>;
}
