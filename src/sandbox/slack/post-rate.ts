/** One chat.postMessage a second in each conversation, with Slack's short burst left out: strict on purpose. */
export class PostRate {
  readonly #now: () => number;
  readonly #strict: boolean;
  readonly #lastPost = new Map<string, number>();

  constructor({ now, strictPostRate }: { now: () => number; strictPostRate: boolean }) {
    this.#now = now;
    this.#strict = strictPostRate;
  }

  /** Whole seconds for Retry-After; 0 when a post may go out now. */
  secondsToWait(conversation: string): number {
    if (!this.#strict) return 0;
    const elapsedMs = this.#now() - (this.#lastPost.get(conversation) ?? Number.NEGATIVE_INFINITY);
    return elapsedMs >= 1_000 ? 0 : Math.max(1, Math.ceil((1_000 - elapsedMs) / 1_000));
  }

  posted(conversation: string): void {
    if (this.#strict) this.#lastPost.set(conversation, this.#now());
  }
}
