import { randomUUID } from 'node:crypto';
import type { SandboxChange, StreamEvent } from '../page-api.ts';

/** Changes kept for pages that come back after a moment. */
const KEEP_CHANGES = 2_000;

/** One change as it goes over the wire; the id is `run.seq`. */
export type FeedItem = { seq: number; id: string; data: string };

/** Numbers the changes, tells those who listen, and remembers the last ones. */
export class ChangeFeed {
  readonly run = randomUUID();
  #seq = 0;
  #kept: FeedItem[] = [];
  readonly #listeners = new Set<(item: FeedItem) => void>();
  readonly #last = new Map<SandboxChange['type'], string>();

  get seq(): number {
    return this.#seq;
  }

  /** Written down at once, because what the simulators hand out goes on changing. */
  publish(change: SandboxChange): void {
    this.#seq += 1;
    const item = this.item(change);
    this.#kept.push(item);
    if (this.#kept.length > KEEP_CHANGES * 1.25) this.#kept = this.#kept.slice(-KEEP_CHANGES);
    for (const listener of this.#listeners) listener(item);
  }

  /** For what is cheap to look at and seldom new, such as settings. */
  publishIfNew(change: SandboxChange): void {
    const now = JSON.stringify(change);
    if (this.#last.get(change.type) === now) return;
    this.#last.set(change.type, now);
    this.publish(change);
  }

  /** A change under the number of the last one: for the whole state. */
  item(change: SandboxChange): FeedItem {
    const event: StreamEvent = { seq: this.#seq, change };
    return { seq: this.#seq, id: `${this.run}.${this.#seq}`, data: JSON.stringify(event) };
  }

  /** What came after an id, or undefined when that is not known (any more). */
  since(id: string | undefined): FeedItem[] | undefined {
    const [run, number] = id?.split('.') ?? [];
    const seq = Number(number);
    if (run !== this.run || !Number.isInteger(seq) || seq > this.#seq) return undefined;
    const oldest = this.#kept[0]?.seq ?? this.#seq + 1;
    return seq + 1 < oldest ? undefined : this.#kept.filter((item) => item.seq > seq);
  }

  subscribe(listener: (item: FeedItem) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
