import type { Area, Finding } from './finding.ts';

/** Looks at one thing. It only reads: nothing that it does changes anything or starts a contact. */
export interface Check {
  area: Area;
  /** As in its findings; in them it may be followed by what it is about. */
  id: string;
  /** What it throws becomes a finding, and so does that it takes too long; then the signal aborts. */
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}
