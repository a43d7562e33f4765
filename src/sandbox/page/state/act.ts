import type { ActAnswer, ActError, ActionResults, ActionType, SandboxAction } from '../../page-api.ts';

export type Acted<T extends ActionType> =
  | { ok: true; result: ActionResults[T] }
  | { ok: false; error: ActError | { code: 'unreachable'; message: string } };

/** Browsers carry at most 64 kB past the end of a page, all requests together. */
const OUTLIVES_PAGE = 16_000;

/** Asks the sandbox to do something. Never throws: not reaching it is an answer too. */
export async function act<A extends SandboxAction>(action: A): Promise<Acted<A['type']>> {
  const body = JSON.stringify(action);
  try {
    const response = await fetch('/api/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: body.length < OUTLIVES_PAGE,
    });
    return (await response.json()) as ActAnswer<A['type']>;
  } catch {
    return {
      ok: false,
      error: { code: 'unreachable', message: 'The sandbox does not answer. Is it still running?' },
    };
  }
}
