import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The app as containers run it: `node main.js`. */
export interface AppProcess {
  child: ChildProcess;
  output(): string;
  /** Resolves once this has been said, on either output; rejects when it ends before. */
  said(text: string): Promise<string>;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
}

/** Runs what was built into a directory; `options` are Node's. */
export function startProcess(built: string, env: Record<string, string>, options: string[] = []): AppProcess {
  const child = spawn(process.execPath, [...options, path.join(built, 'main.js')], {
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return follow(child);
}

/** A process that was started, with what it says. */
export function follow(child: ChildProcess): AppProcess {
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk;
    for (const check of [...waiting]) check();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    output: () => output,
    said: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!output.includes(text)) return;
          waiting.delete(check);
          resolve(output);
        };
        waiting.add(check);
        void ended.then((code) => reject(new Error(`ended with ${code} before "${text}": ${output}`)));
        check();
      }),
    ended: () => ended,
  };
}
