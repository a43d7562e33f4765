import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { freePort } from '../../src/sandbox/app-process/free-port.ts';

/** A measured process that answers on /ready. */
export interface Measured {
  url: string;
  pid: number;
  /** Milliseconds from spawn to the first 200 of /ready. */
  coldStartMs: number;
  /** Processor time so far, all threads, in ms. */
  processorMs(): number;
  stop(): Promise<void>;
}

export interface Command {
  file: string;
  nodeOptions?: string[];
  env: Record<string, string>;
  /** Where its output goes. */
  log: string;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;

/** Tells its pid at once, for those who watch how it starts. */
export async function startMeasured(
  { file, env, log, nodeOptions = [] }: Command,
  onSpawn: (pid: number) => void = () => {},
): Promise<Measured> {
  const port = await freePort();
  const output = fs.openSync(log, 'a');
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, file], {
    env: { PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  // However the bench ends, it leaves nothing running.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const url = `http://127.0.0.1:${port}`;
  const pid = child.pid ?? 0;
  onSpawn(pid);
  await untilReady(child, url, log);
  const coldStartMs = performance.now() - begun;
  return {
    ...{ url, pid, coldStartMs },
    processorMs: () => processorMs(pid),
    stop: () => stop(child),
  };
}

async function untilReady(child: ChildProcess, url: string, log: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const ready = await fetch(`${url}/ready`).then(
      async (response) => (await response.text()) !== undefined && response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill('SIGKILL');
  throw new Error(`It did not become ready:\n${fs.readFileSync(log, 'utf8').slice(-2000)}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const killing = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  clearTimeout(killing);
}

/** Linux counts in ticks of 10 ms; elsewhere ps is asked, which gives hundredths of a second at best. */
function processorMs(pid: number): number {
  if (fs.existsSync(`/proc/${pid}/stat`)) {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)])
    .toString()
    .trim();
  return time.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1000;
}
