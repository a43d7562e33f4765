import type { Actor, ContactGateway, Log, Starter, Store, Thread } from './ports.ts';

/** What a verb works with: who asks, and the ports to everything outside. */
export interface Context {
  actor: Actor;
  store: Store;
  starter: Starter;
  gateway: ContactGateway;
  thread: Thread;
  log: Log;
  rules: Rules;
}

export interface Rules {
  /** What has not gone out so many minutes after its confirmation is not sent any more. */
  maxAgeMinutes: number;
  /** Whether contact events come in, so that asking for contacts is only to be sure. */
  hasContactEvents: boolean;
}

/** A verb's argument: the context and what is asked. */
export interface Call<Input> {
  ctx: Context;
  input: Input;
}
