import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { SandboxAbout } from '../../src/sandbox/page-api.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { clientOf, temporaryDirectory } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../..');
/** Alone on two cores it is about 5 s; other test files run beside this one. */
const USABLE_WITHIN_MS = 40_000;

type Command = { child: ChildProcess; out: () => string; err: () => string; ended: Promise<number | null> };

const running: Command[] = [];
const directories: string[] = [];

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
});

function directory(): string {
  const made = temporaryDirectory();
  directories.push(made);
  return made;
}

function sandbox(args: string[], env: Record<string, string> = {}): Command {
  const child = spawn(process.execPath, ['src/sandbox/main.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const command = { child, out: () => out, err: () => err, ended };
  running.push(command);
  return command;
}

/** Resolves with the address once it is printed. */
async function addressOf({ child, out, err }: Command): Promise<string> {
  const address = () => /http:\S+/.exec(out())?.[0];
  await until(() => address() !== undefined || child.exitCode !== null);
  return address() ?? Promise.reject(new Error(`It ended: ${err()}`));
}

/** All of 127/8 is loopback: who listens on every interface answers there too. */
async function isOnLoopbackOnly(url = ''): Promise<boolean> {
  const elsewhere = net.connect({ host: '127.0.0.2', port: Number(new URL(url).port) });
  const refused = await new Promise<boolean>((resolve) => {
    elsewhere.once('error', () => resolve(true)).once('connect', () => resolve(false));
  });
  elsewhere.destroy();
  return refused;
}

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(test: () => boolean, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!test()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${test}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('npm run sandbox', () => {
  const data = temporaryDirectory();
  const mine = path.join(data, 'mine.txt');
  const args = ['--port', '0', '--data-dir', data];
  const world = () => fs.readFileSync(path.join(data, 'sandbox-world.json'), 'utf8');

  afterAll(() => fs.rmSync(data, { recursive: true, force: true }));

  test('prints one address, on loopback only, and ends with Ctrl-C', async () => {
    fs.writeFileSync(mine, 'mine');
    const began = performance.now();
    const command = sandbox(args, { REACH_OUT_ALLOWED_COUNTRIES: 'GB' });
    const client = clientOf(await addressOf(command));
    expect(performance.now() - began).toBeLessThan(USABLE_WITHIN_MS);
    expect(command.out().trim().split('\n')).toEqual([
      `Reach Out's sandbox: ${client.url}`,
      'Open it and type /reach-out. Ctrl-C stops everything.',
      `Who may contact whom, and when: ${path.join(data, 'policy.yaml')}`,
    ]);
    expect(command.err()).toBe('');
    const { app } = await client.state();
    const about = (await client.get('/api/about')) as SandboxAbout;
    const urls = [client.url, about.appUrl, about.slackUrl, about.connectUrl, about.sqsUrl];
    for (const url of urls) expect([url, await isOnLoopbackOnly(url)]).toEqual([url, true]);

    const line = '/reach-out +12065550152 sms Hi';
    await client.act({ type: 'command', as: seedIds.ada, conversation: 'support', line });
    await client.until(({ modals }) => modals[seedIds.ada]);
    // The rule of the environment is in force.
    const submitted = await client.act({ type: 'submit', as: seedIds.ada });
    expect(submitted).toMatchObject({ kind: 'errors', by: 'app' });

    await client.act({ type: 'turnClock', minutes: 90 });
    const twin = sandbox(args);
    expect(await twin.ended).toBe(1);
    expect(twin.err()).toBe(`The sandbox is already running: ${client.url}\n`);

    command.child.kill('SIGINT');
    expect(await command.ended).toBe(0);
    expect(isAlive(app.pid)).toBe(false);
    for (const url of urls) await expect(fetch(url ?? '')).rejects.toThrow();
  });

  test('remembers what was, and ends at once with a second Ctrl-C', async () => {
    const command = sandbox(args);
    const client = clientOf(await addressOf(command));
    const { app, modals, turnedMs } = await client.state();
    expect(turnedMs).toBe(90 * 60_000);
    expect(modals[seedIds.ada]?.[0]?.errors).toHaveProperty('phone');
    await client.act({ type: 'post', as: seedIds.ada, conversation: 'support', text: 'Forget me' });
    await until(() => world().includes('Forget me'));
    command.child.kill('SIGINT');
    command.child.kill('SIGINT');
    expect(await command.ended).not.toBeNull();
    await until(() => !isAlive(app.pid));
  });

  test('--reset forgets what was and nothing else, in Socket Mode too, and no end leaves the app behind', async () => {
    const command = sandbox([...args, '--reset', '--socket-mode']);
    const client = clientOf(await addressOf(command));
    const { app, messages, turnedMs } = await client.state();
    expect(app).toMatchObject({ state: 'running', mode: 'socket' });
    expect(turnedMs).toBe(0);
    const line = '/reach-out';
    const acked = await client.act({ type: 'command', as: seedIds.ada, conversation: 'support', line });
    expect(acked.kind).toBe('acknowledged');
    expect(JSON.stringify(messages)).not.toContain('Forget me');
    expect(fs.readFileSync(mine, 'utf8')).toBe('mine');
    command.child.kill('SIGKILL');
    await until(() => !isAlive(app.pid));
  });

  test('an app that does not start is said so, and the page is there all the same', async () => {
    const command = sandbox(['--port', '0', '--data-dir', directory()], { DEFAULT_COUNTRY: 'Narnia' });
    const client = clientOf(await addressOf(command));
    expect(command.out()).toContain('DEFAULT_COUNTRY must');
    const { app } = await client.state();
    expect(app.stderr.join('\n')).toContain('DEFAULT_COUNTRY must');
    expect(app.crashes).toBeGreaterThan(0);
  });
});

describe('the command line', () => {
  test('a port in use is reported with what to do', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as net.AddressInfo;
    const command = sandbox(['--port', String(port), '--data-dir', directory()]);
    expect(await command.ended).toBe(1);
    expect(command.err()).toBe(
      `Port ${port} is in use. Stop what uses it, or take another one: npm run sandbox -- --port ${port + 1}\n`,
    );
    other.close();
  });

  test('what it does not understand ends it, with what to do', async () => {
    const command = sandbox(['--prot', '1', '--data-dir', directory()]);
    expect(await command.ended).toBe(1);
    expect(command.err()).toMatch(/Unknown option '--prot'.*--help/);
    expect(command.out()).toBe('');
  });
});
