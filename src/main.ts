import module from 'node:module';
import path from 'node:path';
import { smoothForAws } from './config/aws-environment.ts';
import { listenForSignals } from './signals.ts';

const NEEDED = 22;
const found = Number(process.versions.node.split('.')[0]);

if (found < NEEDED) {
  process.stderr.write(
    `Reach Out needs Node ${NEEDED} or newer, and this is ${process.version}. Start it with "npm start", which brings its own.\n`,
  );
  process.exit(1);
}

const stop = listenForSignals();

// The built app: its stack traces name the sources, and what is compiled is kept for the next start.
if (import.meta.filename.endsWith('.js')) {
  process.setSourceMapsEnabled(true);
  module.enableCompileCache?.(path.join(import.meta.dirname, '.compiled'));
}

smoothForAws(process.env);

// Imported only now: an older Node could not even read what the app is made of.
const { run } = await import('./run.ts');
await run(process.env, stop);
