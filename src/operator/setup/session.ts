import type { Inventory } from '../../domain/setup/inventory.ts';
import type { Asker } from './asker.ts';
import type { Flags } from './flags.ts';
import type { Fault } from './steps/missing.ts';

/** A flow that is created once all is known. */
export interface NewFlow {
  name: string;
  content: string;
}

/** What one run of setup knows. Nothing of it is written before all is known. */
export interface Session {
  flags: Flags;
  /** Absent where nobody can be asked: then nothing is missing, or setup has ended before. */
  ask?: Asker;
  /** Whether there was no instance before: optional things are asked for then. */
  isFirst: boolean;
  /** As answered just now, in the file, or in the environment of this process. */
  value(name: string): string | undefined;
  answer(name: string, value: string): void;
  answers: ReadonlyMap<string, string>;
  faults: Fault[];
  /** By the variable that gets the id. */
  newFlows: Map<string, NewFlow>;
  say(line: string): void;
}

/** Of the chosen region and instance; each list is fetched once at most. */
export interface Place {
  instance: string;
  inventory: Inventory;
}

export function openSession(
  { flags, ask, say }: Pick<Session, 'flags' | 'ask' | 'say'>,
  { file, env }: Record<'file' | 'env', Record<string, string | undefined>>,
): Session {
  const answers = new Map<string, string>();
  return {
    ...{ flags, answers, say, faults: [], newFlows: new Map() },
    ...(ask && { ask }),
    isFirst: !file.CONNECT_INSTANCE_ID,
    value: (name) => answers.get(name) ?? file[name] ?? (env[name]?.trim() || undefined),
    answer: (name, value) => void answers.set(name, value),
  };
}
