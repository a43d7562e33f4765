import type { Answer } from '../connect/answer-request.ts';
import { AwsError } from '../connect/aws-error.ts';
import { type Clock, pause } from '../connect/clock.ts';
import type { FaultBook } from '../connect/fault-book.ts';
import { type Credentials, type SignedRequest, verifySignature } from '../connect/sigv4.ts';
import { errorOf, type QFaultOrder } from './faults.ts';
import type { Knowledge } from './knowledge.ts';
import type { QOperationName } from './operation-names.ts';
import { findQRoute, type QRouted } from './routes.ts';

export type QContext = {
  knowledge: Knowledge;
  faults: FaultBook<QOperationName, QFaultOrder>;
  credentials: readonly Credentials[];
  clock: Clock;
  /** Epoch ms by which signatures are judged; the machine's own time, as the SDK signs with that. */
  signatureNow: () => number;
};

type Noted = { request: SignedRequest; note: (fault: string) => void };

/** From a request to its answer: signature, injected fault, then the operation itself. */
export async function answerQRequest(noted: Noted, context: QContext): Promise<Answer> {
  let fault: QFaultOrder | undefined;
  try {
    const routed = admit(noted.request, context);
    fault = context.faults.take(routed.route.operation);
    const injected = fault && { fault: fault.kind };
    const error = fault && errorOf(fault);
    if (error) throw error;
    if (fault?.kind === 'drop_before') return { status: 0, body: '', ...injected };
    if (fault?.kind === 'delay') await pause(context.clock, fault.ms ?? 0);
    const body = JSON.stringify(perform(noted, routed, context));
    return {
      status: 200,
      body: fault?.kind === 'malformed' ? body.slice(0, body.length / 2) : body,
      ...injected,
    };
  } catch (error) {
    return { ...errorAnswer(error), ...(fault ? { fault: fault.kind } : {}) };
  }
}

/** The service still signs by its old name. */
function admit(request: SignedRequest, { credentials, knowledge, signatureNow }: QContext): QRouted {
  const { region } = knowledge.seed;
  verifySignature(request, { credentials, region, service: 'wisdom', now: signatureNow() });
  const routed = findQRoute(request.method, pathOf(request.target));
  if (!routed) throw new AwsError('UnknownOperationException', 'Unknown operation');
  return routed;
}

function perform({ request, note }: Noted, { route, labels }: QRouted, { knowledge }: QContext): object {
  const query = new URLSearchParams(request.target.slice(pathOf(request.target).length));
  return route.run({ labels, query, body: parseJson(request.body), note }, knowledge);
}

/** Members that are null count as absent, as AWS counts them. */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'), (_key, value: unknown) => (value === null ? undefined : value));
  } catch {
    throw new AwsError('SerializationException', 'The body is not valid JSON.');
  }
}

/** As its API model has it, and unlike Amazon Connect, it throttles with 400 and writes `message` small. */
export function errorAnswer(error: unknown): Answer {
  const known =
    error instanceof AwsError ? error : new AwsError('InternalServerException', `Simulator: ${error}`);
  const status = known.type === 'ThrottlingException' ? 400 : known.status;
  return {
    status,
    body: JSON.stringify({ message: known.message, ...known.members }),
    errorType: known.type,
  };
}

export function pathOf(target: string): string {
  return target.split('?')[0] ?? '';
}
