/** Within so long after a line, its like are counted instead of written. */
const WINDOW_MS = 60_000;

/** More kinds of lines than there are; what is more is written. */
const MOST_KINDS = 1000;

/** Lets a line through when there was none like it for a minute; says how many more there were when there were any. */
export class Repeats {
  readonly #counts = new Map<string, { count: number; tell: () => void }>();

  /** Whether to write it. `more` is called at the end of the minute, with how many were not written, if any. */
  admit(line: string, more: (count: number) => void): boolean {
    const known = this.#counts.get(line);
    if (known) known.count += 1;
    else if (this.#counts.size < MOST_KINDS) this.#open(line, more);
    return !known;
  }

  /** Says at once how many were not written. */
  tellAll(): void {
    for (const { tell } of this.#counts.values()) tell();
  }

  #open(line: string, more: (count: number) => void): void {
    const kind = { count: 0, tell };
    function tell() {
      if (kind.count > 0) more(kind.count);
      kind.count = 0;
    }
    this.#counts.set(line, kind);
    setTimeout(() => {
      const { count } = kind;
      tell();
      this.#counts.delete(line);
      if (count > 0) this.#open(line, more);
    }, WINDOW_MS).unref();
  }
}
