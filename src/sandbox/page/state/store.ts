import type { RequestRow, SandboxChange, SandboxState, StreamEvent } from '../../page-api.ts';
import { applyChange } from '../../page-state.ts';

export type Connection = 'connecting' | 'open' | 'lost';

export type Snapshot = {
  state: SandboxState | undefined;
  /** The traffic between Slack, the app and Amazon Connect, oldest first. */
  requests: readonly RequestRow[];
  connection: Connection;
};

const KEPT_REQUESTS = 2_000;

/** What the page knows of the sandbox, kept true by its event stream. */
export class Store {
  #snapshot: Snapshot = { state: undefined, requests: [], connection: 'connecting' };
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Snapshot => this.#snapshot;

  /** Resolves once the change of that number has come, or a state of another run. */
  reached(seq: number): Promise<void> {
    const run = this.#snapshot.state?.run;
    return new Promise((resolve) => {
      const look = () => {
        const { state } = this.#snapshot;
        if (!state || (state.run === run && state.seq < seq)) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Follow the stream; the browser reconnects by itself. */
  connect(): () => void {
    const source = new EventSource('/api/stream');
    source.onopen = () => this.#set({ connection: 'open' });
    source.onerror = () => this.#set({ connection: 'lost' });
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const { seq, change } = JSON.parse(data) as StreamEvent;
      this.#take(change, seq);
    };
    return () => source.close();
  }

  #take(change: SandboxChange, seq: number): void {
    const { state: before, requests } = this.#snapshot;
    if (change.type === 'state') {
      // Another world may begin to count its requests anew.
      this.#set({ state: change.state, requests: [] });
      void this.#loadRequests();
      return;
    }
    const state = before && applyChange(before, change, seq);
    if (change.type === 'request') this.#set({ state, requests: add(requests, [change.request]) });
    else if (change.type === 'requestsCleared') this.#set({ state, requests: [] });
    else this.#set({ state });
  }

  async #loadRequests(): Promise<void> {
    const response = await fetch('/api/requests').catch(() => undefined);
    if (!response?.ok) return;
    this.#set({ requests: add((await response.json()) as RequestRow[], this.#snapshot.requests) });
  }

  #set(changes: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

/** Those of `more` that are not there yet, behind the others. */
function add(rows: readonly RequestRow[], more: readonly RequestRow[]): RequestRow[] {
  const last = rows.at(-1)?.id ?? 0;
  return [...rows, ...more.filter(({ id }) => id > last)].slice(-KEPT_REQUESTS);
}
