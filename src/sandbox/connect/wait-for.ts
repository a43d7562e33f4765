import type { Emitter } from './emitter.ts';

/**
 * Resolves with the first truthy answer of `probe`, asked now and after every change.
 * Rejects after `timeoutMs` of real time, a bound on a hang (20 s when left out).
 */
export function waitFor<T>(
  changes: Pick<Emitter<unknown>, 'subscribe'>,
  probe: () => T,
  { timeoutMs = 20_000 }: { timeoutMs?: number } = {},
): Promise<Exclude<T, undefined | null | false>> {
  type Found = Exclude<T, undefined | null | false>;
  return new Promise((resolve, reject) => {
    let finish = (): void => {};
    const check = () => {
      try {
        const found = probe();
        if (!found) return;
        finish();
        resolve(found as Found);
      } catch (error) {
        finish();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`Nothing came within ${timeoutMs} ms: ${probe}`));
    }, timeoutMs);
    const unsubscribe = changes.subscribe(check);
    finish = () => {
      clearTimeout(timer);
      unsubscribe();
    };
    check();
  });
}
