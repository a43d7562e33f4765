import type { Chat } from './chat/chat.ts';
import type { TokenEntry } from './client-tokens.ts';
import type { Contact } from './contact/contact.ts';
import type { Counters } from './counters.ts';
import type { FlowSeed } from './seed.ts';
import type { Simulation } from './simulation.ts';

/** The whole world as JSON. */
export type Snapshot = {
  version: 1;
  contacts: Contact[];
  /** A world that was saved before there were any has none. */
  chats?: Chat[];
  tokens: [string, TokenEntry][];
  /** A world that was saved before times were kept has the destinations alone. */
  optedOut: (string | [string, number])[];
  /** A world that was saved before any could be created has those of its seed. */
  flows?: FlowSeed[];
  counters: Counters;
};

export function takeSnapshot({ seed, book, chats, tokens, optedOut, counters }: Simulation): Snapshot {
  return structuredClone({
    version: 1 as const,
    contacts: book.list(),
    chats: chats.list(),
    tokens: tokens.entries(),
    optedOut: [...optedOut],
    flows: seed.flows,
    counters,
  });
}

/** Replaces the world; throws on a snapshot of another version. */
export function restoreSnapshot(simulation: Simulation, snapshot: Snapshot): void {
  if (snapshot.version !== 1) throw new Error(`Snapshot version ${snapshot.version} is not known`);
  const copy = structuredClone(snapshot);
  simulation.book.load(copy.contacts);
  simulation.chats.load(copy.chats ?? []);
  simulation.tokens.load(copy.tokens);
  if (copy.flows) simulation.seed.flows = copy.flows;
  simulation.optedOut.clear();
  for (const entry of copy.optedOut) {
    const [destination, at] = typeof entry === 'string' ? [entry, 0] : entry;
    simulation.optedOut.set(destination, at);
  }
  Object.assign(simulation.counters, copy.counters);
  simulation.changes.emit({ type: 'restored' });
}
