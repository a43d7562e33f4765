import type { Log } from './log.ts';

/** Something that is away for a while: the log says so once, with the cause, and once when it is over. */
export interface Outage {
  /** What is the matter, while it is. */
  readonly reason: string | undefined;
  /** The fields are for the log. */
  begun(reason: string, fields?: object): void;
  over(): void;
}

export function createOutage(log: Log, over: string): Outage {
  let reason: string | undefined;
  let outages = 0;
  return {
    get reason() {
      return reason;
    },
    begun(next, fields = {}) {
      if (!reason) outages += 1;
      if (next !== reason) log.warn({ ...fields, outage: outages }, next);
      reason = next;
    },
    over() {
      if (reason) log.info({ outage: outages }, over);
      reason = undefined;
    },
  };
}
