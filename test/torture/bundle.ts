import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Bundle {
  file: string;
  remove(): void;
}

/** The app in one file, which starts in a third of the time: a run starts it hundreds of times. */
export function bundleApp(): Bundle {
  // Where packages are found, and where no build cleans up.
  const directory = path.join(ROOT, 'node_modules', '.cache', `torture-${process.pid}`);
  const file = path.join(directory, 'main.js');
  buildSync({
    entryPoints: { main: path.join(ROOT, 'src/main.ts') },
    outdir: directory,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // pg tries for native bindings that nobody needs.
    external: ['pg-native'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return { file, remove: () => fs.rmSync(directory, { recursive: true, force: true }) };
}
