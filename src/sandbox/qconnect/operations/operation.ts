import type { Knowledge } from '../knowledge.ts';

/** A request after routing: labels of the URI decoded, query and JSON body as they came. */
export type QRequest = {
  labels: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  /** Records something that was wrong though it is answered. */
  note(fault: string): void;
};

/** Returns the answer's JSON members; throws AwsError. */
export type QOperation = (request: QRequest, knowledge: Knowledge) => object;
