/** What became of a call. refused: a no that repeating does not change; throttled: too many at once. */
export const CALL_OUTCOMES = ['ok', 'refused', 'throttled', 'timeout', 'error'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** A call of an outside service that is over. The method is the service's own name for it. */
export interface CallOver {
  service: string;
  method: string;
  outcome: CallOutcome;
  seconds: number;
}

/** Hears of each call of an outside service. Never throws. */
export type Watch = (call: CallOver) => void;

/** Makes a call and tells of its end, whatever that is. */
export async function watched<T>(
  watch: Watch,
  what: Pick<CallOver, 'service' | 'method'>,
  { outcomeOf, call }: { outcomeOf: (error: unknown) => CallOutcome; call: () => Promise<T> },
): Promise<T> {
  const begun = performance.now();
  const over = (outcome: CallOutcome) =>
    watch({ ...what, outcome, seconds: (performance.now() - begun) / 1000 });
  try {
    const answer = await call();
    over('ok');
    return answer;
  } catch (error) {
    over(outcomeOf(error));
    throw error;
  }
}
