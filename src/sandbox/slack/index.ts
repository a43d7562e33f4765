export type { Change, ChangeListener, StepOutcome, Unsubscribe } from './changes.ts';
export type { Ack, Delivery, DeliveryKind } from './delivery/delivery.ts';
export { encodeDelivery } from './delivery/http.ts';
export { signatureHeaders } from './delivery/signature.ts';
export type { FaultHandle, FaultKind, FaultSpec } from './faults.ts';
export { type AppFunction, type Parameter, readFunctions } from './functions.ts';
export type { LogEntry, RequestCounters } from './log.ts';
export type { SimulatedSlackOptions } from './options.ts';
export type { Place } from './person/actions.ts';
export { ImpossibleAction } from './person/actor.ts';
export type { CommandResult } from './person/command.ts';
export type { ActionResult } from './person/dispatch.ts';
export type { Person, PersonOptions } from './person/person.ts';
export type { ShortcutResult } from './person/shortcuts.ts';
export { type SubmitResult, TROUBLE_CONNECTING } from './person/submit.ts';
export type { SuggestResult } from './person/suggest.ts';
export type { PersonFile } from './person/upload.ts';
export type { InputValue } from './person/value.ts';
export { appDirectMessageId, defaultSeed, seedIds } from './seed.ts';
export { otherSeed, type SeveralWorkspaces, startSeveralWorkspaces } from './several-workspaces.ts';
export { type SimulatedSlack, startSimulatedSlack } from './simulated-slack.ts';
export type {
  Conversation,
  Message,
  OpenView,
  PersonRecord,
  StateValues,
  StoredFile,
  UserGroup,
  WorkspaceState,
} from './types.ts';
