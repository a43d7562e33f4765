import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from '../../src/build/build-app.ts';

export interface Bundle {
  file: string;
  remove(): void;
}

/** The app where the embedded database's programs are found, and where no other build replaces it. */
export async function bundleApp(): Promise<Bundle> {
  const cache = path.join(import.meta.dirname, '../../node_modules/.cache');
  const outdir = path.join(cache, `torture-${process.pid}`);
  await buildApp({ outdir });
  return {
    file: path.join(outdir, 'main.js'),
    remove: () => fs.rmSync(outdir, { recursive: true, force: true }),
  };
}
