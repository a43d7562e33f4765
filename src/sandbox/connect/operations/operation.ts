import type { Simulation } from '../simulation.ts';

/** A request after routing: URI labels decoded, query and JSON body as they came. */
export type OperationRequest = {
  labels: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  /** X-Amz-Bearer, the participant service's; empty without it. */
  bearer: string;
  /** Records something that was wrong though it is answered. */
  note(fault: string): void;
};

/** Returns the answer's JSON members; throws AwsError. Synchronous, so that nothing can come between. */
export type Operation = (request: OperationRequest, simulation: Simulation) => object;
