import type { ChatChannel } from '../channels/registry.ts';

/** Something of Amazon Connect that is chosen by its name, id or ARN. */
export interface Item {
  id: string;
  arn: string;
  name: string;
  /** Why it can't be used, as the end of a sentence: "is not published". */
  obstacle?: string;
}

export interface NumberItem extends Item {
  /** E.164; the name is what people call it, where it has one. */
  number: string;
  /** Of the service of AWS that it was imported from. Those for calls come from none. */
  channel?: ChatChannel;
}

/** What was found, or why nothing is known of it. */
export type LookUp<Found> =
  | { kind: 'found'; items: readonly Found[] }
  /** The credentials are good; they lack this permission of IAM. */
  | { kind: 'denied'; permission: string }
  /** In one sentence, with what to do. */
  | { kind: 'failed'; cause: string };

export type CreatedFlow =
  | { kind: 'created'; id: string }
  /** Another one has this name. */
  | { kind: 'taken' }
  /** What Amazon Connect finds wrong with its content. */
  | { kind: 'invalid'; problems: readonly string[] }
  | Exclude<LookUp<never>, { kind: 'found' }>;

/** What there is to choose from in one region. Nothing of it rejects. */
export interface Inventory {
  instances(): Promise<LookUp<Item>>;
  /** Of an instance by its id or ARN, as the other lists. */
  numbers(instance: string): Promise<LookUp<NumberItem>>;
  queues(instance: string): Promise<LookUp<Item>>;
  flows(instance: string): Promise<LookUp<Item>>;
  /** `content` is in the flow language; it is published at once. */
  createFlow(instance: string, flow: { name: string; content: string }): Promise<CreatedFlow>;
}
