/** The time that everything is judged by. */
export interface Clock {
  now(): Date;
  /** The database's own word, for what may be no moment early. Rejects where it can't be had. */
  ask(): Promise<Date>;
  /** Calls back once so many milliseconds have passed; the answer takes that back. */
  after(ms: number, callback: () => void): () => void;
}
