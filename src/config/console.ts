import type { Log } from '../domain/kernel/log.ts';

const LEVELS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/**
 * Takes what libraries say on the console into the log, whose readers expect lines of JSON: the SDK of AWS, where its
 * look for credentials has no way to be given a log. Only the sentence is kept: what goes with it may hold anything.
 */
export function logConsole(log: Log): void {
  for (const [method, level] of Object.entries(LEVELS))
    Object.assign(console, {
      [method]: (said: unknown) => {
        const sentence = said instanceof Error ? said.name : said;
        log[level]({}, typeof sentence === 'string' ? sentence : `a library says ${typeof sentence}`);
      },
    });
}
