/** Keeps answers for a while and asks once for each key, however many ask at a time. Holds at most `most` keys. */
export class TtlCache<Value> {
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>();
  readonly #ttlMs: number;
  readonly #most: number;

  constructor(ttlMs: number, most = 10_000) {
    this.#ttlMs = ttlMs;
    this.#most = most;
  }

  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = load();
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: Date.now() + this.#ttlMs });
    // A failure is not an answer: the next to ask tries again.
    value.catch(() => this.forget(key));
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
    return value;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }
}
