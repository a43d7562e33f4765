import { Registry } from 'prom-client';
import type { Watch } from '../domain/kernel/watch.ts';
import { showUnknown } from './backlog.ts';
import { createSeries, type Series } from './series.ts';

/** Prometheus waits for 10 s by default, people for less. */
const LOOK_MS = 1_900;

/** Brings what is shown up to date, at the latest by the time that the signal aborts. */
export type Look = () => Promise<void> | void;

/** What the app measures of itself. */
export interface Metrics {
  series: Series;
  watch: Watch;
  /** Taken before each answer; one that takes too long is not waited for, and one that fails shows nothing. */
  beforeAnswer(look: Look): void;
  contentType: string;
  /** In Prometheus' text format. Answers within two seconds, whatever hangs. */
  text(): Promise<string>;
}

interface Options {
  version: string;
  /** What tells of the process, where this is the one app in it. */
  process?: Registry | undefined;
}

export function createMetrics({ version, process: ofProcess }: Options): Metrics {
  const registry = new Registry();
  const node = process.version;
  const series = createSeries(registry, { version, node });
  const looks: Look[] = [];
  series.build.set({ version, node }, 1);
  showUnknown(series);
  const whole = ofProcess ? Registry.merge([registry, ofProcess]) : registry;

  return {
    series,
    watch({ service, method, outcome, seconds }) {
      series.calls.add({ service, method, outcome });
      series.callTime.observe({ service, method }, seconds);
    },
    beforeAnswer: (look) => void looks.push(look),
    contentType: registry.contentType,
    async text() {
      await Promise.all(looks.map(inTime));
      return whole.metrics();
    },
  };
}

async function inTime(look: Look): Promise<void> {
  let cut: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    cut = setTimeout(resolve, LOOK_MS);
  });
  const looking = (async () => look())().catch(() => {});
  await Promise.race([looking, late]);
  clearTimeout(cut);
}
