import type { Changes } from './changes.ts';

export type WaitOptions = {
  /** A bound on a hang, in milliseconds; 20,000 by default. */
  timeoutMs?: number;
  /** What is waited for, for the message of the failure. */
  what?: string;
};

/** The first truthy value of `probe`, tried at once and after each change. Rejects when the time is over. */
export function waitFor<T>(
  changes: Changes,
  probe: () => T | undefined | null | false,
  { timeoutMs = 20_000, what = String(probe) }: WaitOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      act();
    };
    const tryNow = () => {
      try {
        const value = probe();
        if (value) settle(() => resolve(value));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const timer = setTimeout(
      () => settle(() => reject(new Error(`Waited ${timeoutMs} ms in vain for: ${what}`))),
      timeoutMs,
    );
    const unsubscribe = changes.subscribe(tryNow);
    tryNow();
  });
}
