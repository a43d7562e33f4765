import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** Paths of what the measured processes run, all plain JavaScript. */
export interface Built {
  app: string;
  peer: string;
  remove(): void;
}

/** Builds where the libraries are found, and beside what `npm run build` makes, which others may be using. */
export function build(root: string): Built {
  const directory = path.join(root, 'node_modules', '.cache', `bench-${process.pid}`);
  const script = ['run', '--silent', '--ignore-scripts', 'build', '--', `--outdir=${directory}`];
  execFileSync('npm', script, { cwd: root, stdio: 'inherit' });
  const peer = path.join(directory, 'peer.js');
  buildSync({ entryPoints: [path.join(import.meta.dirname, 'peer.ts')], outfile: peer, target: 'es2024' });
  return {
    app: path.join(directory, 'main.js'),
    peer,
    remove: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}
