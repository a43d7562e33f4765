import type { SimulatedConnect } from '../connect/index.ts';
import type { SimulatedQConnect } from '../qconnect/index.ts';
import type { SimulatedSlack } from '../slack/index.ts';
import type { SimulatedSns } from '../sns/index.ts';
import type { SimulatedSqs } from '../sqs/index.ts';
import type { WorldClock } from '../world-clock.ts';

export type Mode = 'http' | 'socket';

/** The services that the app talks to, as simulated on sockets. */
export type Stage = {
  slack: SimulatedSlack;
  connect: SimulatedConnect;
  qconnect: SimulatedQConnect;
  sqs: SimulatedSqs;
  sns: SimulatedSns;
  /** What all go by but signatures and the queue. */
  clock: WorldClock;
  manifest: unknown;
  /** Where the app listens; unset in Socket Mode and before it was started. */
  appUrl?: string;
  stop: () => Promise<void>;
};
