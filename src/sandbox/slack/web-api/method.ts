import type { Json } from '../json.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import type { Arguments } from './arguments.ts';

/** One method of the Web API. */
export type Method = {
  /** Any one of these bot scopes is enough; none means that every token may call it. */
  scopes?: readonly string[];
  /** The kind of token that it takes; `bot` by default. An app-level token is taken from the header alone. */
  token?: 'bot' | 'app' | 'config' | 'none';
  /** The answer without `ok`; a refusal is a thrown SlackError. */
  run: (call: { args: Arguments; context: SandboxContext }) => Json;
};

export type Methods = Record<string, Method>;
