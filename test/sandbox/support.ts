import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {
  ActAnswer,
  ActionResults,
  ActionType,
  SandboxAction,
  SandboxState,
  StreamEvent,
} from '../../src/sandbox/page-api.ts';
import { applyChange } from '../../src/sandbox/page-state.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { ANY_HOUR } from '../support/environment.ts';

export function temporaryDirectory(): string {
  // Short, because a socket lies in it.
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-')));
}

export type Client = {
  url: string;
  state: () => Promise<SandboxState>;
  /** What the action came to; throws on a refusal. */
  act: <T extends ActionType>(action: SandboxAction & { type: T }) => Promise<ActionResults[T]>;
  /** Anything at all, with the status of the answer. */
  post: (body: unknown, headers?: Record<string, string>) => Promise<{ status: number; answer: ActAnswer }>;
  get: (path: string) => Promise<unknown>;
  /** Follows the stream until the state satisfies the test. */
  until: (test: (state: SandboxState) => unknown, timeoutMs?: number) => Promise<SandboxState>;
};

/** Speaks to a sandbox's server as the page does. */
export function clientOf(url: string): Client {
  const get = async (path: string) => (await fetch(url + path)).json();
  const post: Client['post'] = async (body, headers) => {
    const response = await fetch(`${url}/api/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as ActAnswer };
  };
  return {
    url,
    get,
    post,
    state: async () => (await get('/api/state')) as SandboxState,
    async act(action) {
      const { answer } = await post(action);
      if (!answer.ok) throw new Error(`${action.type}: ${answer.error.message}`);
      return answer.result as ActionResults[typeof action.type];
    },
    async until(test, timeoutMs = 20_000) {
      let state: SandboxState | undefined;
      for await (const { event } of streamOf(url, { signal: AbortSignal.timeout(timeoutMs) })) {
        const { change, seq } = event;
        if (change.type === 'state') state = change.state;
        else if (state) state = applyChange(state, change, seq);
        if (state && test(state)) return state;
      }
      throw new Error('The stream ended');
    },
  };
}

export type Streamed = { id: string; event: StreamEvent };

export async function* streamOf(
  url: string,
  { lastEventId, signal }: { lastEventId?: string; signal: AbortSignal },
): AsyncGenerator<Streamed> {
  const response = await fetch(`${url}/api/stream`, {
    signal,
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
  });
  if (!response.body) throw new Error('No stream');
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) =>
        part
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const data = field('data');
      if (data) yield { id: field('id') ?? '', event: JSON.parse(data) as StreamEvent };
    }
  }
}

/** Of the sandbox's policy. */
const HOLIDAYS = ['12-25', '01-01'];

/** To the next weekday's 17:00 UTC, when nobody sleeps in Europe or in the United States. */
export function minutesToOfficeHours(now = new Date()): number {
  const at = new Date(now);
  at.setUTCHours(17, 0, 0, 0);
  const isFree = () => at.getUTCDay() % 6 === 0 || HOLIDAYS.includes(at.toISOString().slice(5, 10));
  while (at <= now || isFree()) at.setUTCDate(at.getUTCDate() + 1);
  return Math.ceil((at.getTime() - now.getTime()) / 60_000);
}

export type TestSandbox = Client & { directory: string; stop: () => Promise<void> };

/** A sandbox without rules of its own, whose contacts stand still unless somebody acts. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const directory = options.directory ?? temporaryDirectory();
  const sandbox = await startSandbox({ port: 0, env: { REACH_OUT_POLICY: ANY_HOUR }, ...options, directory });
  await sandbox.appSettled;
  sandbox.parts.live().set({ autopilot: false });
  const client = clientOf(sandbox.url);
  await client.act({ type: 'turnClock', minutes: minutesToOfficeHours() });
  return {
    ...client,
    directory,
    async stop() {
      await sandbox.stop();
      if (!options.directory) fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
