import type { Diagnosis } from '../domain/doctor/finding.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';
import type { Progress } from './progress.ts';

/** A word of the command line: `npm run reach-out -- WORD …`. */
export interface Word {
  /** Its lines of the usage. */
  usage: string;
  /** Resolves to the process's exit code. @throws Misused */
  run(desk: Desk, args: string[]): Promise<number>;
}

export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** What a word works with. */
export interface Desk {
  env: Record<string, string | undefined>;
  /** The app's database, which may be running meanwhile; opened when it is asked for, and closed after the word. */
  database(): Promise<Database>;
  /** What its secrets are opened and its texts are looked up with. */
  vault(): Promise<Vault>;
  /** What doctor finds in all that the environment names, `env` or another. Never rejects. */
  examine(env?: Desk['env']): Promise<Diagnosis>;
  /** Whether what is printed may have colours: a terminal shows it, and nobody said NO_COLOR. */
  hasColours: boolean;
  /** The file that `npm start` and this command line take their environment from. */
  envFile: string;
  /** Where somebody can be asked; absent in scripts. */
  terminal?: Terminal;
  print(line: string): void;
  /** Beside what is printed, such as progress. */
  note(line: string): void;
  /** How far something long is: on a terminal in one line, elsewhere in a line every few seconds. */
  progress: Progress;
  /** Prints as fast as it is read, however much it is. Resolves to false when whoever reads went away. */
  pour(text: AsyncIterable<string | Uint8Array>): Promise<boolean>;
  /** Whether somebody sees what is printed, as text. */
  isShown: boolean;
  /** Of Reach Out. */
  version: string;
  /** From now on a signal to end the process aborts this instead, once. */
  stop(): AbortSignal;
}

/** The arguments make no sense; the message says why, and the usage follows. */
export class Misused extends Error {}
