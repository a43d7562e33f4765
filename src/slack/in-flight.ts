/** Listeners still at work after their ack, which Bolt does not wait for when it stops. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  async track(work: Promise<unknown>): Promise<void> {
    this.#running.add(work);
    try {
      await work;
    } finally {
      this.#running.delete(work);
    }
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
