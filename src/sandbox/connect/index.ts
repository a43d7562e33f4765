export { AwsError, type AwsErrorType } from './aws-error.ts';
export type { Chat, ChatItem, CustomParticipant } from './chat/chat.ts';
export type { MessageSettings } from './chat/message-stream.ts';
export type { Published } from './chat/sns.ts';
export { type Clock, systemClock } from './clock.ts';
export {
  ACTION_RULES,
  type CustomerMessage,
  type WorldAction,
  type WorldActionType,
} from './contact/actions.ts';
export { ActionNotPossible } from './contact/apply-action.ts';
export type { Contact, ContactState, TranscriptEntry } from './contact/contact.ts';
export type { ContactEvent, ContactEventType } from './contact/contact-event.ts';
export { defaultSeed, SEED_IDS } from './default-seed.ts';
export type { EventSettings, EventSink } from './event-stream.ts';
export { FAULT_KINDS, type Fault, type FaultKind, type FaultOrder } from './faults.ts';
export { type ManualClock, manualClock } from './manual-clock.ts';
export type { OperationName } from './operation-names.ts';
export { DEFAULT_OPT_OUT_LIST } from './opt-outs.ts';
export { defaultQuotas, type Quotas } from './quotas.ts';
export type { RequestLogEntry } from './request-log.ts';
export { instanceArn, phoneNumberArn, resourceArn, type Seed, topicArn } from './seed.ts';
export type { Credentials } from './sigv4.ts';
export type { SimulatedConnect, SimulatedConnectOptions } from './simulated-connect.ts';
export type { ActionSource, Change, SecondChat } from './simulation.ts';
export type { Snapshot } from './snapshot.ts';
export { SANDBOX_CREDENTIALS, startSimulatedConnect } from './start-simulated-connect.ts';
export type { World } from './world.ts';
