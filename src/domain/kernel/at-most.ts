/**
 * Of an LRU cache: the most entries that it keeps. By `max` it would make room for all of them at once, some 400 KB
 * for 10,000, and fill it.
 */
export function atMost(entries: number): { maxSize: number; sizeCalculation(): number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
