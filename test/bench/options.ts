import { parseArgs } from 'node:util';

export const SCENARIOS = [
  'cold-start',
  'first-start',
  'memory',
  'latency',
  'throughput',
  'instances',
  'conversations',
  'policy',
  'lists',
  'transfer',
  'history',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Options {
  scenarios: Set<Scenario>;
  format: 'table' | 'json' | 'markdown';
  /** Turns that each target gets, one after the other. */
  rounds: number;
  /** Seconds of load in one turn. */
  seconds: number;
  /** Reach-outs in one turn at full speed. */
  batch: number;
  warmUp: number;
  /** Starts of each target that are timed. */
  starts: number;
  /** Reach-outs after which memory is read again. */
  memoryAfter: number;
  /** Chats that are open at once, and seconds of talk in them. */
  chats: number;
  talkSeconds: number;
  postgres: boolean;
  /** Root of another checkout whose app is measured too. */
  beside?: string;
}

export const USAGE = `npm run bench -- [options]
  --quick         under a minute: fewer turns, no PostgreSQL
  --only NAME     ${SCENARIOS.join(', ')}; may be repeated
  --soak          memory after 10,000 reach-outs instead of 2,000 (minutes)
  --history       1,000,000 past reach-outs against 1,000 (minutes)
  --rounds N      turns for each target
  --beside DIR    another checkout, measured beside this one
  --json          figures, for machines
  --markdown      the table, for the README`;

/** Throws where the arguments are not understood. */
export function parseOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      soak: { type: 'boolean', default: false },
      history: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      beside: { type: 'string' },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const left: Scenario[] = values.quick
    ? ['history', 'instances', 'conversations', 'policy', 'lists', 'transfer']
    : ['history'];
  const standard = SCENARIOS.filter((name) => !left.includes(name));
  const scenarios = new Set<Scenario>(values.only?.map(scenarioOf) ?? standard);
  if (values.history) scenarios.add('history');
  return {
    scenarios,
    format: values.json ? 'json' : values.markdown ? 'markdown' : 'table',
    rounds: Number(values.rounds ?? (values.quick ? 3 : 10)),
    seconds: values.quick ? 1 : 2,
    batch: values.quick ? 150 : 300,
    warmUp: values.quick ? 150 : 2_500,
    starts: values.quick ? 3 : 9,
    chats: values.quick ? 40 : 200,
    talkSeconds: values.quick ? 6 : 25,
    memoryAfter: values.soak ? 10_000 : values.quick ? 500 : 2_000,
    postgres: !values.quick,
    ...(values.beside && { beside: values.beside }),
  };
}

function scenarioOf(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one === name);
  if (!scenario) throw new Error(`--only takes ${SCENARIOS.join(', ')}`);
  return scenario;
}
