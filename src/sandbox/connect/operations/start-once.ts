import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Contact } from '../contact/contact.ts';
import type { Simulation } from '../simulation.ts';

/**
 * The ClientToken's promise: for 7 days the same token gets the same ContactId and starts nothing.
 * With other parameters AWS's answer is undocumented: the same ContactId, and a note in the log.
 */
export function startOnce(
  operation: 'chat' | 'voice',
  input: { ClientToken?: string | undefined },
  simulation: Simulation,
  note: (fault: string) => void,
  start: () => Contact,
): { ContactId: string } {
  const key = `${operation}:${input.ClientToken}`;
  const parameters = fingerprint(input);
  const known = input.ClientToken ? simulation.tokens.find(key) : undefined;
  if (known && !isForgotten(simulation, known.contactId)) {
    simulation.counters.tokensRepeated += 1;
    if (known.parameters !== parameters) note('ClientToken repeated with other parameters');
    return { ContactId: known.contactId };
  }
  if (
    simulation.book.open(operation === 'chat' ? 'CHAT' : 'VOICE') >= simulation.seed.concurrency[operation]
  ) {
    throw new AwsError('LimitExceededException', `Concurrent ${operation} contacts exceeded`);
  }
  const contact = start();
  if (input.ClientToken) simulation.tokens.remember(key, contact.id, parameters);
  return { ContactId: contact.id };
}

function isForgotten(simulation: Simulation, contactId: string): boolean {
  return simulation.forgetTokensOfEndedContacts && simulation.book.get(contactId)?.state === 'ended';
}

/** The same for the same members in any order; a hash, so that many tokens take little memory. */
function fingerprint(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return createHash('sha256').update(text).digest('base64url');
}
