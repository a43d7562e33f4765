/** Begins so many a second, whether or not the earlier ones are done, as people do. */
export async function atRate<T>(perSecond: number, seconds: number, act: () => Promise<T>): Promise<T[]> {
  const results: Promise<T>[] = [];
  const begun = performance.now();
  const count = Math.round(perSecond * seconds);
  for (let sent = 0; sent < count; sent++) {
    const wait = begun + (sent * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const result = act();
    result.catch(() => {});
    results.push(result);
  }
  return Promise.all(results);
}

/** So many in all, so many at a time, each begun when another is done. */
export async function atOnce<T>(concurrency: number, count: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let left = count;
  const work = async () => {
    while (left-- > 0) results.push(await act());
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}
