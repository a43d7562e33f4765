import { orStopped } from '../kernel/or-stopped.ts';
import type { Check } from './check.ts';
import type { Diagnosis, Finding } from './finding.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Two dozen reads of Amazon Connect at two a second, and some to spare. */
const LIMIT_MS = 20_000;

/**
 * Runs all checks at once, each for so long at most, and tells what they found in the checks' order. Never throws.
 * `stop` ends all that have not answered yet.
 */
export async function runDoctor(
  checks: readonly Check[],
  {
    version,
    limitMs = LIMIT_MS,
    stop,
  }: { version: string; limitMs?: number; stop?: AbortSignal | undefined },
): Promise<Diagnosis> {
  const findings = (await Promise.all(checks.map((check) => runCheck(check, limitMs, stop)))).flat();
  return { ok: findings.every(({ verdict }) => verdict !== 'failure'), version, findings };
}

async function runCheck(
  check: Check,
  limitMs: number,
  stop: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  const limit = new AbortController();
  const signal = AbortSignal.any([limit.signal, ...(stop ? [stop] : [])]);
  const late = setTimeout(() => limit.abort(), limitMs);
  try {
    return await orStopped(
      Promise.resolve().then(() => check.run(signal)),
      signal,
    );
  } catch (error) {
    return [signal.aborted ? unanswered(check, limitMs) : broken(check, error)];
  } finally {
    clearTimeout(late);
    limit.abort();
  }
}

function unanswered({ area, id }: Check, limitMs: number): Finding {
  return {
    ...{ area, check: id, verdict: 'warning' },
    says: `The check "${id}" is not known: it has no answer.`,
    cause: `Nothing came within ${Math.ceil(limitMs / 1000)} s.`,
    next: 'Check the network, and run doctor again.',
  };
}

function broken({ area, id }: Check, error: unknown): Finding {
  const [cause = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return {
    ...{ area, check: id, verdict: 'warning' },
    says: `The check "${id}" is not known: it could not be made.`,
    cause: withoutSecrets(cause) || 'It ended without saying why.',
    next: 'Run doctor again; if it stays, look whether the cause says what is missing.',
  };
}
