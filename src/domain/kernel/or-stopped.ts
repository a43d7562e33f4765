/** Rejects with the signal's reason as soon as it aborts, whatever the work waits for. */
export function orStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const give = () => reject(stop.reason);
  if (stop.aborted) give();
  stop.addEventListener('abort', give);
  return Promise.race([work, stopped]).finally(() => stop.removeEventListener('abort', give));
}
