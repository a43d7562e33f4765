/** What can be made to go wrong with a Web API call (or with `response_url`). */
export type FaultKind =
  /** 429 with Retry-After. */
  | { kind: 'rate_limited'; retryAfterSeconds?: number }
  /** Slack's `{ok: false, error}`, not processed. */
  | { kind: 'error'; error: string }
  /** 500 without processing. */
  | { kind: 'http_500' }
  /** 502 with a proxy's page, without processing. */
  | { kind: 'http_502' }
  /** The connection breaks before the call is processed. */
  | { kind: 'drop_before' }
  /** The call is processed, then the connection breaks without an answer. */
  | { kind: 'drop_after' }
  /** Processed at once and answered late; or, with `beforeProcessing`, processed late whether or not anybody still waits. */
  | { kind: 'delay'; ms: number; beforeProcessing?: boolean }
  /** Processed, answered with something that is no JSON. */
  | { kind: 'malformed' };

export type FaultSpec = FaultKind & {
  /** A Web API method such as `chat.postMessage`, `response_url`, `file_upload`, `file_download`, or `*` for all. */
  method: string;
  /** Only calls for this conversation id. */
  conversation?: string;
  /** Only calls whose arguments satisfy this. */
  when?: (args: { [key: string]: unknown }) => boolean;
  /** How often it strikes; 1 by default, Infinity until it is removed. */
  times?: number;
};

export type FaultHandle = {
  /** How often it has struck. */
  readonly used: number;
  remove: () => void;
};

/** The faults that wait for their calls, first come first served. */
export class Faults {
  #active: { spec: FaultSpec; left: number; used: number }[] = [];

  add(spec: FaultSpec): FaultHandle {
    const armed = { spec, left: spec.times ?? 1, used: 0 };
    this.#active.push(armed);
    return {
      get used() {
        return armed.used;
      },
      remove: () => {
        armed.left = 0;
        this.#sweep();
      },
    };
  }

  /** The fault that strikes this call, if any; its count goes down. */
  take(method: string, args: { [key: string]: unknown }): FaultSpec | undefined {
    const armed = this.#active.find(({ spec }) => strikes(spec, method, args));
    if (!armed) return undefined;
    armed.left -= 1;
    armed.used += 1;
    this.#sweep();
    return armed.spec;
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly FaultSpec[] {
    return this.#active.map(({ spec }) => spec);
  }

  #sweep(): void {
    this.#active = this.#active.filter(({ left }) => left > 0);
  }
}

function strikes(spec: FaultSpec, method: string, args: { [key: string]: unknown }): boolean {
  if (spec.method !== '*' && spec.method !== method) return false;
  if (spec.conversation !== undefined && spec.conversation !== args.channel) return false;
  return spec.when?.(args) ?? true;
}
