/** One request as the page shows it. Bodies are cut at `MAX_LOGGED_BODY` characters. */
export type RequestLogEntry = {
  id: number;
  /** Epoch ms of the simulator's clock. */
  at: number;
  /** Milliseconds of real time. */
  durationMs: number;
  method: string;
  target: string;
  operation: string;
  /** HTTP status; 0 when the connection was dropped. */
  status: number;
  requestId: string;
  errorType?: string | undefined;
  /** X-Amz-Bearer of the participant service's requests. */
  bearer?: string | undefined;
  requestBody: string;
  responseBody: string;
  /** What was wrong though it was answered: unknown members, a token used with other parameters. */
  notes: string[];
  /** The kind of the injected fault that hit it. */
  fault?: string | undefined;
};

const MAX_LOGGED_BODY = 20_000;

export type RequestLog = {
  add(entry: Omit<RequestLogEntry, 'id'>): RequestLogEntry;
  list(): RequestLogEntry[];
  clear(): void;
};

/** Keeps the last `size` requests. */
export function requestLog(size: number): RequestLog {
  let entries: RequestLogEntry[] = [];
  let nextId = 1;
  return {
    add(entry) {
      const cut = (body: string) =>
        body.length > MAX_LOGGED_BODY ? `${body.slice(0, MAX_LOGGED_BODY)}…` : body;
      const kept = {
        ...entry,
        id: nextId++,
        requestBody: cut(entry.requestBody),
        responseBody: cut(entry.responseBody),
      };
      entries.push(kept);
      if (entries.length > size * 2) entries = entries.slice(-size);
      return kept;
    },
    list: () => entries.slice(-size),
    clear() {
      entries = [];
    },
  };
}
