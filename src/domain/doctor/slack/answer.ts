import type { Finding } from '../finding.ts';

/** What Slack said to a question, or why it said nothing. */
export type SlackAnswer<Facts> =
  | { kind: 'told'; facts: Facts }
  /** With its error, and the scope that it asks for, where it names one. */
  | { kind: 'refused'; error: string; needed?: string }
  | { kind: 'slow_down'; seconds: number }
  /** `why`: a time-out, an error of the network or a status of HTTP, where known. */
  | { kind: 'unknown'; apiUrl: string; why?: string };

type Trouble = Exclude<SlackAnswer<never>, { kind: 'told' | 'refused' }>;

/** Of a question that Slack has not answered. `what`: what is not known then, as the end of a sentence. */
export function judgeTrouble(check: string, trouble: Trouble, what: string): Finding {
  const common = { area: 'Slack', check, verdict: 'warning' } as const;
  if (trouble.kind === 'slow_down')
    return {
      ...common,
      says: `Slack asks to wait, so it is not known ${what}.`,
      cause: `Too many calls with this token: Slack takes the next in ${trouble.seconds} s.`,
      next: `Run doctor again in ${trouble.seconds} s.`,
    };
  return {
    ...common,
    verdict: 'failure',
    says: `Slack can't be reached at ${trouble.apiUrl}, so it is not known ${what}.`,
    ...(trouble.why && { cause: `The call ended with ${trouble.why}.` }),
    next: 'Check the network, HTTPS_PROXY and SLACK_API_URL.',
  };
}
