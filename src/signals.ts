/** Containers stop by SIGTERM, people by Ctrl-C (SIGINT) or by closing the terminal (SIGHUP). */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** From a terminal one signal may come twice: from it, and passed on by whatever started us. */
const FROM_TERMINAL: string[] = ['SIGINT', 'SIGHUP'];
const SAME_MOMENT_MS = 500;

/**
 * Aborts at the first signal to stop, which is its reason; a second one ends the process at once. To be
 * called before anything else is loaded: until then a signal ends the process without a word.
 */
export function listenForSignals(): AbortSignal {
  const stop = new AbortController();
  let since = 0;
  const hear = (signal: string) => {
    if (!stop.signal.aborted) {
      since = Date.now();
      stop.abort(signal);
    } else if (!FROM_TERMINAL.includes(signal) || Date.now() - since > SAME_MOMENT_MS) {
      process.exit(1);
    }
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return stop.signal;
}
