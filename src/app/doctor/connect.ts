import type { Check } from '../../domain/doctor/check.ts';
import type { Examined } from './examined.ts';

/** Amazon Connect. */
export function connectChecks(_: Examined): Check[] {
  return [];
}
