import { readFileSync } from 'node:fs';

/** Reads a committed JSON file by its path from the root. The type is the test's own expectation of it. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}
