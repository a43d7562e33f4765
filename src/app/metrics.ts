import type { ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import type { Health } from '../web/health.ts';
import type { Route } from '../web/port.ts';
import { VERSION } from './version.ts';

/** An answer of /metrics waits for no look any longer, and comes within two seconds. */
const STANDINGS_MS = 1_800;

/** What the app measures of itself, and `/metrics`, which tells it. */
export function openMetrics(
  health: Pick<Health, 'standings'>,
  ofProcess: Registry | undefined,
): { metrics: Metrics; route: Route } {
  const metrics = createMetrics({ version: VERSION, process: ofProcess });
  metrics.beforeAnswer(async () => {
    const standings = Object.entries(await health.standings(STANDINGS_MS));
    for (const [check, isThere] of standings) metrics.series.ready.set({ check }, isThere ? 1 : 0);
  });
  const handle = async (response: ServerResponse) => {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
  return { metrics, route: { path: '/metrics', hasHead: true, handle } };
}
