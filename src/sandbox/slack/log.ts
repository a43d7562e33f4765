import type { Delivery } from './delivery/delivery.ts';

export type LogDirection = 'app_to_slack' | 'slack_to_app';

/** One request, in either direction, with all that the page shows of it. */
export type LogEntry = {
  id: number;
  /** Milliseconds since the epoch, when it began. */
  time: number;
  direction: LogDirection;
  /** A Web API method, `response_url`, or the kind of delivery such as `view_submission`. */
  name: string;
  /** HTTP status; 0 when there was none (time-out, dropped connection). */
  status: number;
  durationMs: number;
  /** What was sent. */
  body: unknown;
  /** What was answered. */
  response: unknown;
  /** Slack's error code, or why a delivery failed. */
  error?: string;
  /** What the validation of arguments found, in Slack's words. */
  faults: readonly string[];
  /** The kind of the injected fault that was at work, if any. */
  injected?: string;
  /** For deliveries only: what `redeliver` sends again. */
  delivery?: Delivery;
};

export type RequestCounters = {
  requests: number;
  deliveries: number;
  /** Web API calls by method. */
  byMethod: Record<string, number>;
  /** Web API calls answered with an error, by code. */
  byError: Record<string, number>;
};

/** The last `limit` requests, and counters over all of them. */
export class RequestLog {
  readonly counters: RequestCounters = { requests: 0, deliveries: 0, byMethod: {}, byError: {} };
  readonly #limit: number;
  #entries: LogEntry[] = [];
  #lastId = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(fields: Omit<LogEntry, 'id'>): LogEntry {
    this.#lastId += 1;
    const entry: LogEntry = { id: this.#lastId, ...fields };
    this.#count(entry);
    this.#entries.push(entry);
    // Cut in batches: shifting one entry for each request would move the whole array each time.
    if (this.#entries.length > this.#limit * 1.25) this.#entries = this.#entries.slice(-this.#limit);
    return entry;
  }

  /** Oldest first, at most `limit` of them. */
  get entries(): readonly LogEntry[] {
    return this.#limit === 0 ? [] : this.#entries.slice(-this.#limit);
  }

  clear(): void {
    this.#entries = [];
  }

  #count(entry: LogEntry): void {
    const { counters } = this;
    if (entry.direction === 'slack_to_app') {
      counters.deliveries += 1;
      return;
    }
    counters.requests += 1;
    counters.byMethod[entry.name] = (counters.byMethod[entry.name] ?? 0) + 1;
    if (entry.error) counters.byError[entry.error] = (counters.byError[entry.error] ?? 0) + 1;
  }
}
