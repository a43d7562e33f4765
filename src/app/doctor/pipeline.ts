import type { Check } from '../../domain/doctor/check.ts';
import type { Examined } from './examined.ts';

/** The queue of contact events and chat messages, and what fills it. */
export function pipelineChecks(_: Examined): Check[] {
  return [];
}
