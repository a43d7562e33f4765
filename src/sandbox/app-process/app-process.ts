import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { AppStatus } from '../page-api.ts';
import { lineRing } from './line-ring.ts';

/** Waits before the app is started again after each crash in a row. */
const RESTART_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000];
/** Who has run this long starts with the shortest wait again. */
const SOUND_AFTER_MS = 30_000;
/** The app gives itself 10 s to finish what is in hand. */
const STOP_WITHIN_MS = 11_000;
const READY_POLL_MS = 50;
const STDERR_LINES = 20;
const LOG_LINES = 500;

/** `main` is what node runs. */
type Launch = { main: string; env: Record<string, string>; url: string };

export type AppProcess = {
  status: () => AppStatus;
  /** What it printed last. */
  log: () => string[];
  start: () => Promise<void>;
  stop: () => Promise<void>;
  restart: () => Promise<void>;
  /** Gives it no chance to tidy up; it is started again as after any crash. */
  kill: () => void;
  /** Turns its clock: so far ahead of the machine's it goes from now on. */
  turnTo: (ms: number) => void;
  pause: () => void;
  resume: () => void;
};

export type AppProcessOptions = {
  root: string;
  mode: AppStatus['mode'];
  /** Asked before each start. */
  prepare: () => Promise<Launch>;
  onStatus: (status: AppStatus) => void;
};

/** The real app, as `npm start` would run it, kept alive in a process of its own. */
export function createAppProcess({ root, mode, prepare, onStatus }: AppProcessOptions): AppProcess {
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let crashesInARow = 0;
  let status: AppStatus = { state: 'stopped', mode, since: Date.now(), crashes: 0, stderr: [] };
  const stdout = lineRing(LOG_LINES);
  const stderr = lineRing(STDERR_LINES, () => update({}));

  function update(changes: Partial<AppStatus>): void {
    const { pid: _pid, nextStartAt: _next, ...before } = status;
    status = {
      ...before,
      ...(changes.state && changes.state !== status.state ? { since: Date.now() } : {}),
      ...changes,
      ...(child?.pid ? { pid: child.pid } : {}),
      stderr: stderr.lines(),
    };
    onStatus(status);
  }

  async function start(): Promise<void> {
    if (child) return;
    clearTimeout(restart);
    update({ state: 'starting' });
    const next = await prepare();
    // A second start while this one was being prepared has won.
    if (child || status.state !== 'starting') return;
    const started = launch(next, root);
    child = started;
    stdout.follow(started.stdout);
    stderr.follow(started.stderr);
    // What the dead do not read is no fault of ours.
    started.stdin.on('error', () => undefined);
    started.once('error', () => ended(started, null, null));
    started.once('close', (code, signal) => ended(started, code, signal));
    update({});
    while (child === started && !(await isReady(next.url))) await delay(READY_POLL_MS);
    if (child === started && status.state === 'starting') update({ state: 'running', url: next.url });
  }

  function ended(process: ChildProcess, code: number | null, signal: string | null): void {
    if (child !== process) return;
    child = undefined;
    const at = Date.now();
    const lastExit = { at, code, signal };
    if (status.state === 'stopping') {
      update({ state: 'stopped', lastExit });
      return;
    }
    crashesInARow = at - status.since > SOUND_AFTER_MS ? 0 : crashesInARow;
    const wait = RESTART_DELAYS_MS[Math.min(crashesInARow, RESTART_DELAYS_MS.length - 1)] ?? 0;
    crashesInARow += 1;
    restart = setTimeout(() => void start(), wait);
    update({ state: 'crashed', crashes: status.crashes + 1, lastExit, nextStartAt: at + wait });
  }

  async function stop(): Promise<void> {
    clearTimeout(restart);
    const process = child;
    if (!process) {
      update({ state: 'stopped' });
      return;
    }
    const closed = new Promise((resolve) => process.once('close', resolve));
    update({ state: 'stopping' });
    process.kill('SIGCONT');
    process.kill('SIGTERM');
    const impatience = setTimeout(() => process.kill('SIGKILL'), STOP_WITHIN_MS);
    await closed;
    clearTimeout(impatience);
  }

  return {
    status: () => status,
    log: stdout.lines,
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    kill: () => void child?.kill('SIGKILL'),
    turnTo(ms) {
      if (child?.connected) child.send(ms);
    },
    pause() {
      if (status.state === 'running' && child?.kill('SIGSTOP')) update({ state: 'paused' });
    },
    resume() {
      if (status.state === 'paused' && child?.kill('SIGCONT')) update({ state: 'running' });
    },
  };
}

/** In a process group of its own, so that Ctrl-C reaches the sandbox only, which stops the app in good order. */
function launch({ main, env }: Launch, cwd: string): ChildProcessWithoutNullStreams {
  const confine = import.meta.resolve('./confine.ts');
  return spawn(process.execPath, ['--import', confine, main], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    detached: true,
  }) as ChildProcessWithoutNullStreams;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}
