import type { Finding } from '../finding.ts';

/** What stands in place of what is not set up, which is no fault. */
const SAYS = {
  queue: [
    'events-queue',
    'No queue of contact events is set up: Amazon Connect is asked how each contact is doing.',
  ],
  topic: ['messages-topic', 'Conversations are not set up: what customers write is read in Amazon Connect.'],
} as const;

export function judgeWithout(what: keyof typeof SAYS): Finding {
  const [check, says] = SAYS[what];
  return { area: 'Pipeline', check, verdict: 'ok', says };
}
