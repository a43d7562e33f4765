export { Q_SEED_IDS } from './default-seed.ts';
export type { QFault, QFaultKind, QFaultOrder } from './faults.ts';
export type { QOperationName } from './operation-names.ts';
export { knowledgeBaseArn, type QSeed } from './seed.ts';
export {
  type SimulatedQConnect,
  type SimulatedQConnectOptions,
  startSimulatedQConnect,
} from './start-simulated-qconnect.ts';
export type { Template } from './template.ts';
