import { atOnce, atRate } from './load.ts';
import type { Outside } from './outside.ts';
import type { Submitted } from './slack-client.ts';
import type { Target } from './targets.ts';

/** Commands at a steady rate; their modals wait to be submitted. */
export async function command(target: Target, perSecond: number, seconds: number): Promise<number[]> {
  const opened = await atRate(perSecond, seconds, () => clientOf(target).command());
  target.views.push(...opened.map(({ view }) => view));
  return opened.map(({ ackMs }) => ackMs);
}

/** As many open modals as are needed, as fast as they come; nothing is measured. */
export async function openModals(target: Target, count: number): Promise<void> {
  const missing = Math.max(0, count - target.views.length);
  const opened = await atOnce(16, missing, () => clientOf(target).command());
  target.views.push(...opened.map(({ view }) => view));
}

export function submitAtRate(target: Target, perSecond: number, seconds: number): Promise<Submitted[]> {
  return atRate(perSecond, seconds, () => submit(target));
}

/** Reach-outs a second, each from its submission to its reply, so many under way at a time. */
export async function submitAtOnce(target: Target, concurrency: number, count: number): Promise<number> {
  const begun = performance.now();
  await atOnce(concurrency, count, () => submit(target));
  return (count * 1000) / (performance.now() - begun);
}

async function submit(target: Target): Promise<Submitted> {
  const view = target.views.pop();
  if (!view) throw new Error('No modal is open');
  const submitted = await clientOf(target).submit(view);
  target.done++;
  return submitted;
}

/** Instances take turns, as behind a load balancer. */
let turn = 0;
function clientOf({ clients }: Target) {
  const client = clients[turn++ % clients.length];
  if (!client) throw new Error('Nothing runs');
  return client;
}

const QUIET_MS = 150;

/** Waits until what one target still has to do no longer disturbs the next. */
export async function untilQuiet(outside: Outside): Promise<void> {
  for (let waited = 0; waited < 10_000 && outside.quietFor() < QUIET_MS; waited += 10) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Long enough that the code in question is compiled and the caches are filled. */
export async function warmUp(target: Target, outside: Outside, count: number): Promise<void> {
  await openModals(target, count);
  await submitAtOnce(target, 8, count);
  await untilQuiet(outside);
}
