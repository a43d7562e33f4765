import os from 'node:os';
import { query } from '../../support/postgres.ts';
import { type Bench, EMBEDDED, POSTGRES } from '../bench.ts';
import type { Chat, Limits } from '../chats.ts';
import { atRate } from '../load.ts';
import { memoryOf } from '../memory.ts';
import type { Command } from '../process.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median, percentile } from '../statistics.ts';
import { appCommand, makeDirectory, startTarget, type Target, withConversations } from '../targets.ts';
import { openModals, submitAtOnce } from '../work.ts';

const perMinute = (calls: number, burst: number) => ({ rate: calls / 60, burst });

/** Slack, "Rate limits" and the methods' own pages; "Amazon Connect Participant Service" quotas. Bursts are guesses. */
const AS_DOCUMENTED = {
  'chat.postMessage': perMinute(400, 60),
  'chat.postEphemeral': perMinute(100, 30),
  'chat.update': perMinute(50, 15),
  'reactions.add': perMinute(50, 15),
  message: { rate: 10, burst: 15 },
};

interface Load {
  name: string;
  limits: Limits;
  /** Seconds between two messages of one chat, each way; nobody answers where there is no second. */
  customerEvery: number;
  answerEvery?: number;
  /** What the customer's message may take to the thread, in ms. */
  target?: Row['target'];
}

interface Crowd {
  places: number;
  loads: Load[];
}

const ONE_A_SECOND = { rate: 1, burst: 1 };

const CROWDS: Crowd[] = [
  {
    places: 20,
    loads: [
      {
        name: 'every 10 s each way',
        limits: { posts: { each: 'thread', quota: ONE_A_SECOND }, methods: {} },
        ...{ customerEvery: 10, answerEvery: 10, target: { atMost: 2_000 } },
      },
      {
        name: 'every second each way',
        limits: { posts: { each: 'thread', quota: ONE_A_SECOND }, methods: {} },
        ...{ customerEvery: 1, answerEvery: 1, target: { atMost: 2_000 } },
      },
      {
        name: 'customers alone, every second',
        limits: { posts: { each: 'thread', quota: ONE_A_SECOND }, methods: {} },
        ...{ customerEvery: 1, target: { atMost: 2_000 } },
      },
      {
        name: 'every 150 s each way, limits as documented',
        limits: { posts: { each: 'place', quota: { rate: 1, burst: 3 } }, methods: AS_DOCUMENTED },
        ...{ customerEvery: 150, answerEvery: 150, target: { atMost: 2_000 } },
      },
    ],
  },
  {
    places: 1,
    loads: [
      {
        name: 'all in one channel, every 10 s',
        limits: { posts: { each: 'place', quota: ONE_A_SECOND }, methods: {} },
        customerEvery: 10,
      },
    ],
  },
];

/** Nobody waits for longer; what has not come by then is counted. */
const PATIENCE_MS = 60_000;

/** Many open chats at once, all of whose customers write, and people answer in their threads. */
export async function measureConversations(bench: Bench): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for (const crowd of CROWDS)
    for (const [name, command, statements] of await commandsOf(bench, crowd)) {
      bench.say(`conversations, ${name}: ${bench.options.chats} are opened in ${crowd.places} channels`);
      const { outside } = bench;
      outside.chats.forget();
      const target = await startTarget(name, [withConversations(command, outside)], outside, crowd.places);
      try {
        await openChats(bench, target);
        for (const load of crowd.loads) await measureLoad(bench, target, load, statements, rows);
      } finally {
        await target.stop();
      }
    }
  return [...rows.values()];
}

type Statements = () => Promise<number>;

async function commandsOf(
  { built, outside, directory, options, postgres }: Bench,
  { places }: Crowd,
): Promise<[string, Command, Statements?][]> {
  const home = makeDirectory(directory, `conversations-${places}`);
  const embedded = { DATA_DIR: makeDirectory(home, 'data') };
  const commands: [string, Command, Statements?][] = [[EMBEDDED, appCommand(built, outside, home, embedded)]];
  if (!options.postgres) return commands;
  const name = `conversations_${places}`;
  const url = await (await postgres()).createDatabase(name);
  const statements = async () => {
    const [{ count } = { count: '0' }] = await query<{ count: string }>(
      url,
      'select xact_commit as count from pg_stat_database where datname = $1',
      [name],
    );
    return Number(count);
  };
  return [...commands, [POSTGRES, appCommand(built, outside, home, { DATABASE_URL: url }), statements]];
}

async function openChats({ options, outside }: Bench, target: Target): Promise<void> {
  await openModals(target, options.chats);
  await submitAtOnce(target, 16, options.chats);
  while (outside.chats.open().length < options.chats) await pause(100);
  await pause(2_000);
}

async function measureLoad(
  { options, outside: { chats }, say }: Bench,
  target: Target,
  { name, limits, customerEvery, answerEvery, target: goal }: Load,
  statements: Statements | undefined,
  rows: Map<string, Row>,
): Promise<void> {
  say(`conversations, ${target.name}: ${name}; load of the machine ${os.loadavg()[0]?.toFixed(1)}`);
  const open = chats.open();
  const [client] = target.clients;
  if (!client) throw new Error('Nothing runs');
  const samples = new Samples();
  const late: Record<string, number> = {};
  const timed = async (what: string, happening: Promise<unknown>) => {
    const begun = performance.now();
    const isThere = await Promise.race([happening.then(() => true), pause(PATIENCE_MS)]);
    if (isThere) samples.add(what, performance.now() - begun);
    else late[what] = (late[what] ?? 0) + 1;
  };
  const answer = async (chat: Chat) => {
    const words = chats.words();
    const asked = timed('typed → asked', words.asked);
    await client.type(chat, words.text);
    await asked;
    const question = await Promise.race([words.asked, pause(0)]);
    if (!question) return;
    const accepted = timed('Send → Amazon Connect', words.accepted);
    await client.confirm(chat, question);
    await accepted;
  };
  chats.limit(limits);
  const before = {
    memory: memoryOf(target.processes[0]?.pid ?? 0),
    processor: processorMs(target),
    statements: await statements?.(),
  };
  const begun = performance.now();
  const doing = (every: number, act: (chat: Chat) => Promise<void>) => {
    let turn = 0;
    return atRate(open.length / every, options.talkSeconds, () => {
      const chat = open[turn++ % open.length];
      return chat ? act(chat).catch((error) => count(late, (error as Error).message)) : Promise.resolve();
    });
  };
  const written = doing(customerEvery, (chat) => timed('customer → thread', chats.write(chat)));
  const answered = answerEvery ? doing(answerEvery, answer) : Promise.resolve([]);
  const messages = (await written).length + (await answered).length;
  const seconds = (performance.now() - begun) / 1000;
  const row = (what: string, unit: string, figure: number, aim?: Row['target']) => {
    const key = `${what}, ${name}`;
    const known = rows.get(key) ?? { name: key, unit, figures: {}, ...(aim && { target: aim }) };
    rows.set(key, { ...known, figures: { ...known.figures, [target.name]: figure } });
  };
  for (const [what, p50] of Object.entries(samples.figures(median))) {
    const p99 = samples.figures((all) => percentile(all, 0.99))[what] ?? Number.NaN;
    row(`${what}, p50`, 'ms', p50, goal);
    row(`${what}, p99`, 'ms', p99);
  }
  row('processor time, the app alone', 'ms a message', (processorMs(target) - before.processor) / messages);
  const after = await statements?.();
  if (after !== undefined && before.statements !== undefined)
    row('statements', 'a message', (after - before.statements) / messages);
  row('memory, before', 'MB', before.memory);
  row('memory, after', 'MB', memoryOf(target.processes[0]?.pid ?? 0));
  say(`${messages} messages in ${seconds.toFixed(0)} s; ${JSON.stringify({ ...chats.counts(), late })}`);
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

function processorMs({ processes }: Target): number {
  return processes.reduce((sum, one) => sum + one.processorMs(), 0);
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
