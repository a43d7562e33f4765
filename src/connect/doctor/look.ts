import type { HttpHandler } from '@smithy/core/protocols';
import type { Look, Trouble } from '../../domain/doctor/aws/look.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import { outcomeOf } from '../outcome.ts';
import { createTransport, type Stage } from '../transport.ts';

/** Two reads, one after the other, are within what doctor gives a check. */
const DEADLINE_MS = 8_000;

/** A page of a thousand flows is shorter by far. */
const MOST_BYTES = 2_000_000;

/** The first and three repeats, for which the SDK waits longer each time. */
const ATTEMPTS = 4;

/** Any client of the AWS SDK. */
interface Client {
  config: { credentials(): Promise<unknown> };
}

export interface Looks {
  /** For the clients that are looked with. */
  options: { requestHandler: HttpHandler; maxAttempts: number };
  /** What a read comes to within eight seconds, repeats for throttling included. Never throws. */
  look<C extends Client, Fact>(
    client: C,
    read: (client: C, options: { abortSignal: AbortSignal }) => Promise<Fact>,
  ): Promise<Look<Fact>>;
}

export function createLooks(deadlineMs = DEADLINE_MS): Looks {
  const transport = createTransport(MOST_BYTES);
  return {
    options: { requestHandler: transport.handler, maxAttempts: ATTEMPTS },
    async look(client, read) {
      const abortSignal = AbortSignal.timeout(deadlineMs);
      let isIdentified = false;
      try {
        // The SDK heeds no signal while it waits for credentials.
        await orStopped(client.config.credentials(), abortSignal);
        isIdentified = true;
        return { kind: 'seen', fact: await orStopped(read(client, { abortSignal }), abortSignal) };
      } catch (error) {
        if (!isIdentified && abortSignal.aborted)
          return { kind: 'unseen', trouble: { code: 'credentials', error: 'TimeoutError' } };
        const stage = isIdentified ? transport.stageOf(abortSignal) : 'identifying';
        return { kind: 'unseen', trouble: troubleOf(error, stage) };
      }
    },
  };
}

function troubleOf(error: unknown, stage: Stage): Trouble {
  const { name, code: its } = (error ?? {}) as { name?: string; code?: unknown };
  // A DOMException's code is a number that says nothing.
  const code = typeof its === 'string' ? its : '';
  const called = code || (name === 'Error' ? '' : (name ?? ''));
  // Service Quotas says so with the status of a bad request.
  if (name === 'NoSuchResourceException') return { code: 'gone', error: name };
  const outcome = outcomeOf(error, stage);
  if (outcome.kind === 'not_now')
    return outcome.waiting === 'connection' ? away(called) : { code: 'busy', error: called };
  if (outcome.kind === 'unknown') return away(outcome.answer?.awsError ?? outcome.answer?.fault ?? called);
  const { failure } = outcome;
  const said = failure.awsError ?? failure.fault ?? '';
  return { code: CODES[failure.code] ?? 'unexpected', ...(said && { error: said }) };
}

const CODES: Partial<Record<string, Trouble['code']>> = {
  not_found: 'gone',
  invalid_request: 'invalid',
  access_denied: 'denied',
  credentials: 'credentials',
  malformed_credentials: 'malformed_credentials',
  clock: 'clock',
  certificate: 'certificate',
  intercepted: 'intercepted',
};

function away(error: string): Trouble {
  return { code: 'away', ...(error && { error }) };
}
