/** Samples by target, joined over the turns. */
export class Samples {
  readonly #byTarget = new Map<string, number[]>();

  add(target: string, ...samples: number[]): void {
    const known = this.#byTarget.get(target) ?? [];
    for (const sample of samples) known.push(sample);
    this.#byTarget.set(target, known);
  }

  /** One figure for each target. */
  figures(summarize: (samples: readonly number[]) => number): Record<string, number> {
    return Object.fromEntries([...this.#byTarget].map(([name, samples]) => [name, summarize(samples)]));
  }
}
