import type { Probe } from '../domain/doctor/slack/judge-request-url.ts';

const DEADLINE_MS = 5_000;

/** Asks at a request URL as Slack does when it verifies one, but unsigned. Source: Slack, url_verification. Never throws. */
export async function probeRequestUrl(url: string, signal: AbortSignal): Promise<Probe> {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'url_verification', token: '', challenge: 'reach-out-doctor' }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    return { kind: 'answered', status };
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: unknown } };
    return { kind: 'unreachable', why: typeof cause?.code === 'string' ? cause.code : name };
  }
}
