/** The time that everything is judged by. */
export interface Clock {
  now(): Date;
  /** Calls back once so many milliseconds have passed; the answer takes that back. */
  after(ms: number, callback: () => void): () => void;
}
