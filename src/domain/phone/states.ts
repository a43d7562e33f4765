import { STATES } from './places-data.ts';
import { createPrefixTable } from './prefix-table.ts';

const TABLE = createPrefixTable(STATES);

/** Whether it is one of those, in ISO 3166-2. */
export function isState(code: string): boolean {
  return STATES.split('\n').some((line) => line.split(' ')[0]?.split('&').includes(code));
}

/**
 * The states and provinces that a number of the United States or Canada may be of, by its area code, in ISO 3166-2:
 * `US-FL`. Several where an area code serves several; none elsewhere.
 */
export function statesOf(e164: string): readonly string[] {
  return TABLE.find(e164.slice(0, 5)) ?? [];
}
