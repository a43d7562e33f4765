import type { Contact, ContactEvent } from '../../src/sandbox/connect/index.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import {
  type SimulatedSqs,
  type SimulatedSqsOptions,
  startSimulatedSqs,
} from '../../src/sandbox/sqs/index.ts';
import { turnedClock } from './clock.ts';
import { partsOf, reachOut, textOf } from './steps.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** Contacts live only by hand. */
export const BY_HAND = { openChatsAtOnce: false, naturalEnds: false } as const;

export interface Following {
  world: World;
  sqs: SimulatedSqs;
  /** Which events reach the queue; all at first. */
  let: (passes: (event: ContactEvent) => boolean) => void;
  stop(): Promise<void>;
}

/** The app with a queue of contact events, whose clock is the app's. */
export async function startFollowing(
  options: WorldOptions & { queue?: SimulatedSqsOptions } = {},
): Promise<Following> {
  const clock = turnedClock();
  const sqs = await startSimulatedSqs({
    clock: { now: () => clock.now().getTime(), after: clock.after },
    ...options.queue,
  });
  const world = await startWorld({
    ...options,
    ...{ sqs, clock },
    env: { CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl(), ...options.env },
    connect: { ...BY_HAND, ...options.connect },
  });
  let passes = (_: ContactEvent) => true;
  world.connect.onEvent((event) => {
    if (passes(event)) sqs.send(sqs.queueUrl(), JSON.stringify(event));
  });
  return {
    world,
    sqs,
    let: (next) => {
      passes = next;
    },
    async stop() {
      await world.stop();
      await sqs.stop();
    },
  };
}

let lastNumber = 100;

/** A reach-out of Ada's by this channel, to a number of its own. */
export async function start(world: World, channel: 'sms' | 'call', message = 'Hello'): Promise<string> {
  lastNumber += 1;
  const ada = world.slack.as(seedIds.ada);
  return reachOut(world, ada, `+1206555${String(lastNumber).padStart(4, '0')} ${channel} ${message}`);
}

/** The contact that was started for a reach-out. */
export function contactOf({ connect }: World, id: string): Promise<Contact> {
  return connect.waitFor(() => connect.contacts().find(({ clientToken }) => clientToken === id));
}

/** What the thread tells of a contact, step by step in the order of reading, without times and durations. */
export function linesOf(world: World, id: string): string[] {
  const log = partsOf(world, id, 'contact_id').flatMap(({ text }) => text.split('\n').slice(1));
  const milestones = partsOf(world, id, 'milestone:ended').map(({ text }) => text);
  return [...log.flatMap((line) => line.split(/ · (?=<!date|transferred)/)), ...milestones]
    .map((line) => line.replace(/^<!date.*?> |^:\w+: |(?: after \d[^,]*)| · <!date.*$/g, ''))
    .map((line) => line.charAt(0).toUpperCase() + line.slice(1));
}

export function cardOf(world: World, id: string): string {
  const [card] = partsOf(world, id, 'card');
  return card ? textOf(card) : '';
}

/** Once these lines stand in the thread. */
export async function tells(world: World, id: string, lines: string[], timeoutMs = 20_000): Promise<void> {
  const wanted = JSON.stringify(lines);
  await world.slack.waitFor(() => JSON.stringify(linesOf(world, id)) === wanted, { timeoutMs });
}
