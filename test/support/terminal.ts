import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** Whoever sits at a terminal: reads what it shows, and types. */
export interface TestTerminal {
  input: PassThrough;
  output: PassThrough;
  /** Waits until the next part of what is shown says this, then types. */
  answer(question: string, keys: string): Promise<void>;
  /** All that it has shown, without colours and movements. */
  shown(): string;
}

export const KEYS = { enter: '\r', down: '\u001B[B', interrupt: '\u0003', clear: '\u0015' };

export function testTerminal(): TestTerminal {
  const input = new PassThrough();
  // Each question ends what it was written to, as if it were the process's own, which never ends.
  const output = Object.assign(new PassThrough(), { end: () => output });
  const waiting = new Set<() => void>();
  let all = '';
  let read = 0;
  output.on('data', (chunk: Buffer) => {
    all += chunk;
    for (const check of [...waiting]) check();
  });
  const shown = () => stripVTControlCharacters(all);
  return {
    input,
    output,
    shown,
    async answer(question, keys) {
      await new Promise<void>((resolve) => {
        const check = () => {
          const at = shown().indexOf(question, read);
          if (at < 0) return;
          waiting.delete(check);
          read = at + question.length;
          resolve();
        };
        waiting.add(check);
        check();
      });
      // The question takes keys from the turn after it is shown.
      await new Promise((resolve) => setImmediate(resolve));
      input.write(keys);
    },
  };
}
