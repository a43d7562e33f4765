import type { Channel } from '../channels/registry.ts';
import type { Entry } from '../kernel/actor.ts';
import type { Block } from './block.ts';

/** The do-not-contact list, by E.164 number. Each change commits with what the audit trail says of it. */
export interface Blocks {
  /** All of a number: one look by the primary key. */
  of(recipient: string): Promise<Block[]>;
  /** The same of many, by number; those without any are left out. */
  ofMany(recipients: string[]): Promise<Map<string, Block[]>>;
  /**
   * Adds one; false where another stands for the same already, which stays as it is. Only a customer's own
   * counts apart from all others.
   */
  add(recipient: string, block: Block, entry: Entry): Promise<boolean>;
  /** Takes some away; resolves to those that were there. */
  lift(recipient: string, which: Lifting, entry: Entry): Promise<Block[]>;
}

export interface Lifting {
  /** Absent: whatever its channel is. */
  channel?: Channel;
  /** Only what customers have set themselves, by then. */
  setByCustomerUntil?: Date;
}
