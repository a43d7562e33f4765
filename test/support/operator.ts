import { spawn } from 'node:child_process';
import path from 'node:path';
import { builtApp } from '../../src/build/built-app.ts';

/** What a command prints, what it says beside that, and its exit code. */
export interface Ran {
  code: number | null;
  out: string;
  said: string;
}

/** `npm run reach-out -- …`, as it is built; `cwd` is where it runs. */
export async function runOperator(args: string[], env: Record<string, string>, cwd?: string): Promise<Ran> {
  const main = path.join(await builtApp(), 'operator/main.js');
  const child = spawn(process.execPath, ['--no-warnings', main, ...args], {
    ...(cwd && { cwd }),
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), said: Buffer.concat(said).toString() });
    });
  });
}
