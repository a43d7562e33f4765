export type { ActionName } from './action.ts';
export type { SqsFault, SqsFaultKind, SqsFaultOrder } from './faults.ts';
export type { StoredMessage } from './message.ts';
export {
  type QueueSeed,
  type SimulatedSqs,
  type SimulatedSqsOptions,
  startSimulatedSqs,
} from './start-simulated-sqs.ts';
