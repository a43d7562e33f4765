/** HTTP tells whole seconds, so half of one is what it says too little on average. */
const HALF_MS = 500;

/**
 * By so much another clock is ahead of ours, in milliseconds: as it was in the middle of the question; undefined where
 * it was not told.
 */
export async function aheadBy(
  ask: () => Promise<Date | undefined>,
  now: () => number,
): Promise<number | undefined> {
  const asked = now();
  const told = await ask();
  if (!told) return undefined;
  const middle = (asked + now()) / 2;
  const isWhole = told.getTime() % 1000 === 0;
  return told.getTime() + (isWhole ? HALF_MS : 0) - middle;
}
