import { csvOf, numbersFrom } from '../../support/many.ts';
import type { Bench } from '../bench.ts';
import { jsonOf, textOf } from '../json.ts';
import type { ListMessage } from '../lists.ts';
import { memoryOf } from '../memory.ts';
import type { Row } from '../report.ts';
import { Samples } from '../samples.ts';
import { median } from '../statistics.ts';
import { appCommand, makeDirectory, startTarget, type Target } from '../targets.ts';
import { openModals, submitAtRate, untilQuiet, warmUp } from '../work.ts';

const ROWS = 5_000;
/** Contacts a second, as a quota that AWS has raised may have it. */
const PACE = 10;
const WARM_UP = 100;
const OWN_PER_SECOND = 2;
const OWN_SECONDS = 20;
const MOST_ROUNDS = 3;
const REALISTIC = { slack: 80, connect: 120 };
const NONE = { slack: 0, connect: 0 };
const WITHOUT = 'no list';
const WITH = `list of ${ROWS.toLocaleString('en')}`;

interface Found {
  reportSeconds: Samples;
  reported: Samples;
  going: Samples;
  own: Samples;
  pace: Samples;
}

/** A list as long as they may be, in the embedded database: how soon it is reported on, and what others feel of it. */
export async function measureLists(bench: Bench): Promise<Row[]> {
  const rounds = Math.min(bench.options.rounds, MOST_ROUNDS);
  const found: Found = {
    reportSeconds: new Samples(),
    reported: new Samples(),
    going: new Samples(),
    own: new Samples(),
    pace: new Samples(),
  };
  for (let round = 0; round < rounds; round++) {
    bench.say(`lists, start ${round + 1} of ${rounds}`);
    await measure(bench, round, found);
  }
  const { reportSeconds, reported, going, own, pace } = found;
  // As much as the README asks for.
  const ofMemory = { unit: 'MB', target: { atMost: 512 } };
  return [
    {
      ...{ name: 'submit → ContactId, 80/120 ms away, p50', unit: 'ms', base: WITHOUT },
      ...{ figures: own.figures(median), target: { atMost: 1.5 } },
    },
    { ...ofMemory, name: 'memory, once the report stands', figures: reported.figures(median) },
    { ...ofMemory, name: 'memory, most while the list goes', figures: going.figures(median) },
    {
      ...{ name: 'list handed in → report', unit: 's', target: { atMost: 2 } },
      figures: reportSeconds.figures(median),
    },
    {
      ...{ name: `starts, of ${PACE} a second that are set`, unit: 'share', target: { atLeast: 0.9 } },
      figures: pace.figures(median),
    },
  ];
}

async function measure(bench: Bench, round: number, found: Found): Promise<void> {
  const { outside } = bench;
  const target = await start(bench, round);
  try {
    await warmUp(target, outside, WARM_UP);
    await openModals(target, 2 * OWN_PER_SECOND * OWN_SECONDS);
    await untilQuiet(outside);
    outside.setLatency(REALISTIC);
    const before = memoryOfAll(target);
    found.reported.add(WITHOUT, before);
    found.going.add(WITHOUT, before);
    found.own.add(WITHOUT, ...(await submitOwn(target)));

    const numbers = numbersFrom(round * ROWS, ROWS);
    const begun = performance.now();
    const list = await handIn(bench, target, numbers);
    found.reportSeconds.add(WITH, (performance.now() - begun) / 1000);
    found.reported.add(WITH, memoryOfAll(target));

    await target.clients[0]?.press(list.message, 'start_list', list.id);
    const started = () => numbers.filter((number) => outside.contactsOf(number) > 0).length;
    await untilTrue(() => started() > 2 * PACE);
    const seen: number[] = [];
    const looking = setInterval(() => seen.push(memoryOfAll(target)), 1_000);
    const [rowsBefore, from] = [started(), performance.now()];
    const own = await submitOwn(target);
    const seconds = (performance.now() - from) / 1000;
    clearInterval(looking);
    found.own.add(WITH, ...own);
    found.going.add(WITH, Math.max(...seen));
    found.pace.add(WITH, (started() - rowsBefore + own.length) / seconds / PACE);
    const twice = numbers.find((number) => outside.contactsOf(number) > 1);
    if (twice) throw new Error(`${twice} was contacted more than once`);
  } finally {
    await target.stop();
    outside.setLatency(NONE);
  }
}

function start({ built, outside, directory }: Bench, round: number): Promise<Target> {
  const data = makeDirectory(makeDirectory(directory, `lists-${round}`), 'data');
  const command = appCommand(built, outside, directory, { DATA_DIR: data });
  const pace = { CONNECT_START_RATE: String(PACE), CONNECT_START_BURST: String(PACE) };
  return startTarget(WITH, [{ ...command, env: { ...command.env, ...pace } }], outside);
}

/** What a person waits for each of their own, in ms. */
async function submitOwn(target: Target): Promise<number[]> {
  const submitted = await submitAtRate(target, OWN_PER_SECOND, OWN_SECONDS);
  return submitted.map(({ repliedMs }) => repliedMs);
}

async function handIn(
  { outside }: Bench,
  { clients: [client] }: Target,
  numbers: string[],
): Promise<{ id: string; message: ListMessage }> {
  if (!client) throw new Error('Nothing runs');
  const file = outside.lists.upload(String(csvOf(numbers).content));
  const { view } = await client.command('many');
  const id = textOf(jsonOf(textOf(view.private_metadata)).list_id);
  const reported = outside.lists.reported(id);
  await client.handIn(view, file);
  return { id, message: await reported };
}

function memoryOfAll({ processes }: Target): number {
  return processes.reduce((sum, { pid }) => sum + memoryOf(pid), 0);
}

async function untilTrue(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; waited < 60_000 && !isTrue(); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!isTrue()) throw new Error('The list does not start');
}
