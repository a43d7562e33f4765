import module from 'node:module';
import path from 'node:path';
import { listenForSignals } from '../../signals.ts';

/*
 * The app as `src/main.ts` runs it, but by the clock of the sandbox's world.
 */
const stop = listenForSignals();

if (import.meta.filename.endsWith('.js')) {
  process.setSourceMapsEnabled(true);
  module.enableCompileCache?.(path.join(import.meta.dirname, '../.compiled'));
}

const { createWorldClock } = await import('../world-clock.ts');
const world = createWorldClock(Number(process.env.SANDBOX_TURNED_MS));
process.on('message', (turnedMs: number) => world.turnTo(turnedMs));
// Whoever may turn the clock keeps no app alive.
process.channel?.unref();

const { run } = await import('../../run.ts');
const now = () => new Date(world.now());
await run(process.env, stop, { clock: { now, ask: async () => now(), after: world.after } });
