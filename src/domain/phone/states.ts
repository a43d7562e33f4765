import { STATES } from './places-data.ts';
import { createPrefixTable } from './prefix-table.ts';

const TABLE = createPrefixTable(STATES);

/**
 * The states and provinces that a number of the United States or Canada may be of, by its area code, in ISO 3166-2:
 * `US-FL`. Several where an area code serves several; none elsewhere.
 */
export function statesOf(e164: string): readonly string[] {
  return TABLE.find(e164.slice(0, 5)) ?? [];
}
