import type { Check } from '../../domain/doctor/check.ts';
import type { Examined } from './examined.ts';

/** The app itself: what it runs on, and what it keeps. */
export function appChecks(_: Examined): Check[] {
  return [];
}
