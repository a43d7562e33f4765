import fs from 'node:fs';
import path from 'node:path';
import { runDirectories } from './run-directory.ts';

export default async function tearDown(): Promise<void> {
  for (const directory of runDirectories()) {
    for (const name of fs.readdirSync(directory)) killServer(path.join(directory, name, 'postmaster.pid'));
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A PostgreSQL whose test file came to an early end. */
function killServer(pidFile: string): void {
  if (!fs.existsSync(pidFile)) return;
  const pid = Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10);
  try {
    if (pid > 1) process.kill(pid, 'SIGQUIT');
  } catch {
    // It is gone already.
  }
}
