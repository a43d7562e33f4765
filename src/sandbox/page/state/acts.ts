import type { ActAnswer, ActError, ActionResults, ActionType, SandboxAction } from '../../page-api.ts';

export type Acted<T extends ActionType> =
  | { ok: true; result: ActionResults[T]; seq: number }
  | { ok: false; error: ActError | { code: 'unreachable'; message: string } };

/** Browsers carry at most 64 kB past the end of a page, all requests together. */
const OUTLIVES_PAGE = 16_000;

/** What is done at this page. Nothing waits for its answer; the sandbox takes all up in the order in which it was done. */
export class Acts {
  readonly #page = crypto.randomUUID();
  #count = 0;
  /** Those without an answer, the newest last. */
  readonly #underWay = new Set<string>();

  /** Asks the sandbox to do something. Never throws: not reaching it is an answer too. */
  async act<A extends SandboxAction>(action: A): Promise<Acted<A['type']>> {
    const after = [...this.#underWay].at(-1);
    this.#count += 1;
    const id = `${this.#page}.${this.#count}`;
    this.#underWay.add(id);
    const body = JSON.stringify(action);
    try {
      const response = await fetch('/api/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'act-id': id, ...(after && { 'act-after': after }) },
        body,
        keepalive: body.length < OUTLIVES_PAGE,
      });
      return (await response.json()) as ActAnswer<A['type']>;
    } catch {
      return {
        ok: false,
        error: { code: 'unreachable', message: 'The sandbox does not answer. Is it still running?' },
      };
    } finally {
      this.#underWay.delete(id);
    }
  }
}
