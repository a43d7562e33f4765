/** Within so long after a line, its like are counted instead of written. */
const WINDOW_MS = 60_000;

/** More kinds of lines than there are; what is more is written. */
const MOST_KINDS = 1000;

/** Lets a line through when there was none like it for a minute; says how many more there were when there were any. */
export class Repeats {
  readonly #counts = new Map<string, number>();

  /** Whether to write it. `more` is called at the end of the minute, with how many were not written, if any. */
  admit(line: string, more: (count: number) => void): boolean {
    const count = this.#counts.get(line);
    if (count !== undefined) {
      this.#counts.set(line, count + 1);
      return false;
    }
    if (this.#counts.size < MOST_KINDS) this.#open(line, more);
    return true;
  }

  #open(line: string, more: (count: number) => void): void {
    this.#counts.set(line, 0);
    setTimeout(() => {
      const count = this.#counts.get(line) ?? 0;
      this.#counts.delete(line);
      if (count === 0) return;
      more(count);
      this.#open(line, more);
    }, WINDOW_MS).unref();
  }
}
