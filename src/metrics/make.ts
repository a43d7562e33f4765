import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { bounded, type Labels, type ValuesOf } from './bounded.ts';

interface Described<L extends Labels> {
  name: string;
  help: string;
  labels: L;
}

export interface Counting<L extends Labels> {
  add(values: ValuesOf<L>, by?: number): void;
}

export interface Timing<L extends Labels> {
  observe(values: ValuesOf<L>, seconds: number): void;
}

export interface Showing<L extends Labels> {
  set(values: ValuesOf<L>, value: number): void;
  /** What is not known is not shown. */
  forget(): void;
}

/** Makes series whose labels have no other values than those that are named. */
export interface Maker {
  counter<L extends Labels>(described: Described<L>): Counting<L>;
  /** `buckets`: their upper ends, in seconds. */
  histogram<L extends Labels>(described: Described<L> & { buckets: readonly number[] }): Timing<L>;
  gauge<L extends Labels>(described: Described<L>): Showing<L>;
}

export function createMaker(registry: Registry): Maker {
  const options = <L extends Labels>({ name, help, labels }: Described<L>) => ({
    ...{ name, help, labelNames: Object.keys(labels), registers: [registry] },
  });
  return {
    counter(described) {
      const counter = new Counter(options(described));
      const known = bounded(described.labels);
      return { add: (values, by = 1) => counter.inc(known(values), by) };
    },
    histogram(described) {
      const histogram = new Histogram({ ...options(described), buckets: [...described.buckets] });
      const known = bounded(described.labels);
      // Clocks of machines differ: nothing took less than no time.
      return { observe: (values, seconds) => histogram.observe(known(values), Math.max(0, seconds)) };
    },
    gauge(described) {
      const gauge = new Gauge(options(described));
      const known = bounded(described.labels);
      return { set: (values, value) => gauge.set(known(values), value), forget: () => gauge.reset() };
    },
  };
}
