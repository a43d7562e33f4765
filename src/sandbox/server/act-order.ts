/** How long an act waits for the one before it, whose request may have been lost on the way. */
const PATIENCE_MS = 2_000;
/** Acts that are remembered: more than all pages have under way. */
const REMEMBERED = 1_000;

/** How a page names an act, and the newest of its acts that it has no answer to. */
export type Place = { id?: string | undefined; after?: string | undefined };

/**
 * Takes acts up in the order in which they were done, as requests may overtake each other on their way. An act waits
 * until the one before it has begun, not until that has come to an end.
 */
export class ActOrder {
  readonly #begun = new Set<string>();
  readonly #waiting = new Map<string, Set<() => void>>();

  /** @param begin does all that must be in order before it first waits for anything */
  async inTurn<T>({ id, after }: Place, begin: () => Promise<T>): Promise<T> {
    if (after !== undefined && !this.#begun.has(after)) await this.#beginOf(after);
    const acted = begin();
    if (id !== undefined) this.#note(id);
    return acted;
  }

  async #beginOf(id: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, waiting.add(resolve));
    const timer = setTimeout(resolve, PATIENCE_MS);
    await promise;
    clearTimeout(timer);
    waiting.delete(resolve);
    if (waiting.size === 0) this.#waiting.delete(id);
  }

  #note(id: string): void {
    this.#begun.add(id);
    const [oldest] = this.#begun;
    if (this.#begun.size > REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
    for (const go of this.#waiting.get(id) ?? []) go();
  }
}
