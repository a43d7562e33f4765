import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { bounded, type Labels, type ValuesOf } from './bounded.ts';

interface Described<L extends Labels> {
  name: string;
  help: string;
  labels: L;
}

/** What is said of a series wherever series are listed. */
export interface Listed {
  described: Described<Labels> & { type: 'counter' | 'histogram' | 'gauge' };
}

export interface Counting<L extends Labels> extends Listed {
  add(values: ValuesOf<L>): void;
}

export interface Timing<L extends Labels> extends Listed {
  observe(values: ValuesOf<L>, seconds: number): void;
}

export interface Showing<L extends Labels> extends Listed {
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
      // Prometheus sees no increase where a series begins with its first count.
      for (const values of everyValue(described.labels)) counter.inc(values, 0);
      return {
        described: { type: 'counter', ...described },
        add: (values) => counter.inc(known(values)),
      };
    },
    histogram(described) {
      const histogram = new Histogram({ ...options(described), buckets: [...described.buckets] });
      const known = bounded(described.labels);
      return {
        described: { type: 'histogram', ...described },
        // Clocks of machines differ: nothing took less than no time.
        observe: (values, seconds) => histogram.observe(known(values), Math.max(0, seconds)),
      };
    },
    gauge(described) {
      const gauge = new Gauge(options(described));
      const known = bounded(described.labels);
      const forget = () => {
        gauge.reset();
        // Without labels it would be zero now, and from the beginning.
        if (Object.keys(described.labels).length === 0) gauge.remove();
      };
      forget();
      return {
        described: { type: 'gauge', ...described },
        set: (values, value) => gauge.set(known(values), value),
        forget,
      };
    },
  };
}

/** Every combination of known values; none where a label has names that are not known beforehand. */
function everyValue(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (all, [label, known]) =>
      'most' in known ? [] : all.flatMap((values) => known.map((value) => ({ ...values, [label]: value }))),
    [{}],
  );
}
