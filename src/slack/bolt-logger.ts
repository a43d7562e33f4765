import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../domain/kernel/log.ts';
import { silent } from './clients.ts';

/** Bolt's warnings and errors in our log. Of what it says only texts are kept: objects may hold what people typed. */
export function createBoltLogger(log: Log): Logger {
  const say =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const text = parts
        .map((part) => (typeof part === 'string' ? part : part instanceof Error ? part.message : ''))
        .join(' ');
      log[level]({ source: 'bolt' }, text.trim());
    };
  return {
    ...silent,
    warn: say('warn'),
    error: say('error'),
    getLevel: () => LogLevel.WARN,
  };
}
