import { collectDefaultMetrics, Registry } from 'prom-client';

/** What tells of the process as a whole: memory, CPU, event loop, garbage. Once a process: it never ends. */
export function measureProcess(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
