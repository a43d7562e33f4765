import confirm from '@inquirer/confirm';
import input from '@inquirer/input';
import password from '@inquirer/password';
import select from '@inquirer/select';
import type { Terminal } from '../word.ts';
import { type Asker, type Check, Stopped } from './asker.ts';

/** Long lists turn over; more lines than a small terminal has would hide the question. */
const LINES = 12;

export function askAt(terminal: Terminal): Asker {
  /** A terminal that goes away answers nothing any more. */
  async function whileThere<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const gone = new AbortController();
    const leave = () => gone.abort();
    terminal.input.once('end', leave);
    try {
      return await ask(gone.signal);
    } catch (error) {
      const { name } = error as Error;
      throw name === 'ExitPromptError' || name === 'AbortPromptError' ? new Stopped() : error;
    } finally {
      terminal.input.removeListener('end', leave);
    }
  }

  return {
    select: (message, options) =>
      whileThere((signal) =>
        select({ message, choices: options, pageSize: LINES, loop: false }, { ...terminal, signal }),
      ),
    text: async (message, { initial, check } = {}) => {
      const config = { message, ...(initial && { default: initial }), validate: validateBy(check) };
      return (await whileThere((signal) => input(config, { ...terminal, signal }))).trim();
    },
    secret: async (message, check) => {
      const config = { message, mask: true, validate: validateBy(check) };
      return (await whileThere((signal) => password(config, { ...terminal, signal }))).trim();
    },
    yes: (message, initial = true) =>
      whileThere((signal) => confirm({ message, default: initial }, { ...terminal, signal })),
  };
}

function validateBy(check: Check = () => undefined) {
  return async (typed: string) => (await check(typed.trim())) ?? true;
}
