import { AwsError } from './aws-error.ts';
import { pause } from './clock.ts';
import type { FaultBook } from './fault-book.ts';
import { errorOf, type Fault, type FaultOrder } from './faults.ts';
import type { OperationName } from './operation-names.ts';
import { formOf, isQuery, toXml } from './query-protocol.ts';
import type { QuotaKeeper } from './quotas.ts';
import { findRoute, type Routed } from './routes.ts';
import { type Credentials, type SignedRequest, verifySignature } from './sigv4.ts';
import type { Simulation } from './simulation.ts';
import { serviceOf, targetOf } from './target.ts';

export type Answer = {
  /** HTTP status; 0 drops the connection without an answer. */
  status: number;
  body: string;
  errorType?: string;
  /** Not from Amazon Connect: a page that something on the way answers with. */
  isPage?: boolean;
  /** JSON where it is left out. */
  contentType?: string;
  fault?: string;
};

export type AnswerContext = {
  simulation: Simulation;
  faults: FaultBook<OperationName, FaultOrder>;
  quotas: QuotaKeeper;
  credentials: readonly Credentials[];
  /** What IAM denies to whoever signs. */
  denied: ReadonlySet<OperationName>;
  /** Epoch ms by which signatures are judged; the machine's own time, as the SDK signs with that. */
  signatureNow: () => number;
};

type Noted = { request: SignedRequest; note: (fault: string) => void };

/** From a request to its answer: signature, injected fault, quota, then the operation itself. */
export async function answerRequest(noted: Noted, context: AnswerContext): Promise<Answer> {
  const answer = await answerInJson(noted, context);
  return isQuery(noted.request) && !answer.isPage ? toXml(answer, noted.request) : answer;
}

async function answerInJson(noted: Noted, context: AnswerContext): Promise<Answer> {
  const { request } = noted;
  let routed: Routed;
  try {
    routed = admit(request, context);
  } catch (error) {
    return errorAnswer(error);
  }
  const fault = context.faults.take(routed.route.operation);
  if (!fault) return perform(noted, routed, context);
  context.simulation.changes.emit({ type: 'settings' });
  const answer = await faulty(fault, routed.route.operation, () => perform(noted, routed, context), context);
  return { ...answer, fault: fault.kind };
}

/** The participant service knows who asks by their token, whatever the request is signed with. */
function admit(request: SignedRequest, context: AnswerContext): Routed {
  const path = pathOf(request.target);
  const target = targetOf(request);
  if (!path.startsWith('/participant/')) {
    verifySignature(request, {
      credentials: context.credentials,
      region: context.simulation.seed.region,
      service: serviceOf(target),
      now: context.signatureNow(),
    });
  }
  const routed = findRoute(request.method, path, target);
  if (!routed) throw new AwsError('UnknownOperationException', 'Unknown operation');
  if (context.denied.has(routed.route.operation))
    throw new AwsError('AccessDeniedException', 'No identity-based policy allows the action.');
  return routed;
}

async function faulty(
  fault: Fault,
  operation: OperationName,
  work: () => Answer,
  { simulation: { clock } }: AnswerContext,
): Promise<Answer> {
  const dropped = { status: 0, body: '' };
  const error = errorOf(fault, operation);
  if (error) {
    if (fault.afterProcessing) work();
    return errorAnswer(error);
  }
  if (fault.kind === 'drop_before') return dropped;
  if (fault.kind === 'page') return page(fault.status ?? 403);
  if (fault.kind === 'delay' && fault.when !== 'after') await pause(clock, fault.ms ?? 0);
  const answer = work();
  if (fault.kind === 'drop_after') return dropped;
  if (fault.kind === 'other_id') return { status: 200, body: JSON.stringify({ ContactId: fault.contactId }) };
  if (fault.kind === 'malformed') return { status: 200, body: '{"ContactId": "' };
  if (fault.kind === 'delay' && fault.when === 'after') await pause(clock, fault.ms ?? 0);
  return answer;
}

function perform(
  { request, note }: Noted,
  { route, labels }: Routed,
  { simulation, quotas }: AnswerContext,
): Answer {
  try {
    quotas.take(route.operation);
    checkLabels(labels);
    const body = formOf(request) ?? parseJson(request.body);
    const query = new URLSearchParams(request.target.slice(pathOf(request.target).length));
    const bearer = String(request.headers['x-amz-bearer'] ?? '');
    return {
      status: 200,
      body: JSON.stringify(route.run({ labels, query, body, bearer, note }, simulation)),
    };
  } catch (error) {
    return errorAnswer(error);
  }
}

function page(status: number): Answer {
  const body = `<html><head><title>${status}</title></head><body>Blocked by policy</body></html>`;
  return { status, body, isPage: true };
}

/** Lengths of what stands in the path: InstanceId 100, a ContactId 256, the rest 500. */
function checkLabels(labels: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(labels)) {
    const max = name === 'InstanceId' ? 100 : name.endsWith('ContactId') ? 256 : 500;
    if (value.length <= max) continue;
    throw new AwsError('InvalidParameterException', `${name} must have length less than or equal to ${max}`);
  }
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

function errorAnswer(error: unknown): Answer {
  const known =
    error instanceof AwsError ? error : new AwsError('InternalServiceException', `Simulator: ${error}`);
  const body = JSON.stringify({ Message: known.message, ...known.members });
  return { status: known.status, body, errorType: known.type };
}

function pathOf(target: string): string {
  const at = target.indexOf('?');
  return at < 0 ? target : target.slice(0, at);
}
