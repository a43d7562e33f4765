export interface Option<Value> {
  name: string;
  value: Value;
}

/** What is wrong with what was typed, in one sentence, or nothing. */
export type Check = (typed: string) => string | undefined | Promise<string | undefined>;

/** Asks whoever sits at the terminal; what they type is trimmed. Each rejects with Stopped once they want to leave. */
export interface Asker {
  select<Value>(question: string, options: readonly Option<Value>[]): Promise<Value>;
  text(question: string, how?: { initial?: string; check?: Check }): Promise<string>;
  /** Shows a mask in the place of what is typed. */
  secret(question: string, check: Check): Promise<string>;
  yes(question: string, initial?: boolean): Promise<boolean>;
}

/** Ctrl-C, or the terminal is gone. */
export class Stopped extends Error {}
