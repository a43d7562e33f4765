/** What doctor looks at, in the order in which it is told. */
export const AREAS = ['Slack', 'Amazon Connect', 'Pipeline', 'App'] as const;
export type Area = (typeof AREAS)[number];

/** `warning`: it works without, or it is not known. `failure`: something does not work until it is mended. */
export type Verdict = 'ok' | 'warning' | 'failure';

/** One line of doctor's. It holds no secret, no text of a message, and of a phone number its last digits at most. */
export interface Finding {
  area: Area;
  /** Which check, in words with hyphens between; it stays what it is from version to version. */
  check: string;
  verdict: Verdict;
  /** What was found, in one line. */
  says: string;
  /** What it comes from, or leads to. */
  cause?: string;
  /** The one thing to do next. */
  next?: string;
  /** What does it, to be copied. */
  command?: string;
}

/** What doctor found. */
export interface Diagnosis {
  /** Nothing has failed. */
  ok: boolean;
  /** Of Reach Out. */
  version: string;
  findings: readonly Finding[];
}
