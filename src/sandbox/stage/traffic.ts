import type { RequestLogEntry } from '../connect/index.ts';
import type { RequestDetail, RequestRow } from '../page-api.ts';
import type { LogEntry } from '../slack/index.ts';
import { awsCurl, slackCurl } from './as-curl.ts';
import type { Stage } from './stage.ts';

const KEEP_REQUESTS = 1_000;

export type Logged =
  | { from: 'slack'; row: RequestRow; entry: LogEntry }
  | { from: 'connect' | 'qconnect'; row: RequestRow; entry: RequestLogEntry };

/** The requests of the simulators in one list, in the order in which they ended. Outlives a reset, as its ids do. */
export class Traffic {
  #logged: Logged[] = [];
  #lastId = 0;

  addSlack(entry: LogEntry): RequestRow {
    const { time: at, direction, name, status, durationMs, error, faults, injected } = entry;
    const redeliverable = entry.delivery !== undefined;
    const fields = { at, direction, name, status, durationMs, faults, redeliverable };
    const row = this.#row({ ...fields, ...(error ? { error } : {}), ...(injected ? { injected } : {}) });
    return this.#keep({ from: 'slack', row, entry });
  }

  /** Of Amazon Connect, or of Q in Connect. */
  addAws(from: 'connect' | 'qconnect', entry: RequestLogEntry): RequestRow {
    const { at, operation: name, status, durationMs, errorType: error, notes: faults, fault } = entry;
    const fields = { at, name, status, durationMs, faults, redeliverable: false };
    const row = this.#row({
      ...fields,
      direction: `app_to_${from}`,
      ...(error ? { error } : {}),
      ...(fault ? { injected: fault } : {}),
    });
    return this.#keep({ from, row, entry });
  }

  /** Oldest first. */
  list(since = 0): RequestRow[] {
    return this.#logged.filter(({ row }) => row.id > since).map(({ row }) => row);
  }

  find(id: number): Logged | undefined {
    return this.#logged.find(({ row }) => row.id === id);
  }

  clear(): void {
    this.#logged = [];
  }

  detail({ row, ...logged }: Logged, stage: Stage): RequestDetail {
    if (logged.from === 'slack') {
      const { body = null, response = null } = logged.entry;
      return { ...row, body, response, asCurl: slackCurl(stage, logged.entry) };
    }
    const { requestBody, responseBody } = logged.entry;
    return {
      ...row,
      body: parsed(requestBody),
      response: parsed(responseBody),
      asCurl: awsCurl(stage, logged.from, logged.entry),
    };
  }

  #row(fields: Omit<RequestRow, 'id'>): RequestRow {
    this.#lastId += 1;
    return { id: this.#lastId, ...fields };
  }

  #keep(logged: Logged): RequestRow {
    this.#logged.push(logged);
    if (this.#logged.length > KEEP_REQUESTS * 1.25) this.#logged = this.#logged.slice(-KEEP_REQUESTS);
    return logged.row;
  }
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
