import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../connect/aws-error.ts';
import { pause } from '../connect/clock.ts';
import type { FaultBook } from '../connect/fault-book.ts';
import { readBody } from '../connect/read-body.ts';
import { readAuthorization } from '../connect/sigv4.ts';
import { ACTION_NAMES, type ActionContext, type ActionName } from './action.ts';
import { ACTIONS } from './actions.ts';
import { errorOf, type SqsFaultOrder } from './faults.ts';
import { SqsError } from './sqs-error.ts';

const MAX_BODY_BYTES = 8 * 1024 * 1024;

export type SqsServerContext = Omit<ActionContext, 'signal'> & {
  faults: FaultBook<ActionName, SqsFaultOrder>;
  onRequest(action: string, status: number): void;
};

type Answer = { status: number; body: object; queryError?: string };

/** Speaks AWS JSON 1.0: `X-Amz-Target: AmazonSQS.<action>`, whatever the path. */
export function sqsServer(context: SqsServerContext): Server {
  return createServer((request, response) => {
    serve(request, response, context).catch(() => request.socket.destroy());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: SqsServerContext,
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  const body = await readBody(request, MAX_BODY_BYTES);
  const name = String(request.headers['x-amz-target'] ?? '').replace(/^AmazonSQS\./, '');
  const answer = await answerSafely(name, request, body, { ...context, signal: left.signal });
  context.onRequest(name, answer?.status ?? 0);
  if (!answer) {
    request.socket.destroy();
    return;
  }
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
    ...(answer.queryError ? { 'x-amzn-query-error': answer.queryError } : {}),
  });
  response.end(text);
}

type RequestContext = SqsServerContext & ActionContext;

/** Undefined drops the connection. */
async function answerSafely(
  name: string,
  request: IncomingMessage,
  body: Buffer | undefined,
  context: RequestContext,
): Promise<Answer | undefined> {
  try {
    readAuthorization(request.headers);
    const action = ACTION_NAMES.find((known) => known === name);
    if (!action) throw new SqsError('UnknownOperationException', `Unknown operation ${name}`);
    return await answer(action, body ?? Buffer.alloc(0), context);
  } catch (error) {
    return errorAnswer(error);
  }
}

async function answer(
  action: ActionName,
  body: Buffer,
  context: RequestContext,
): Promise<Answer | undefined> {
  const fault = context.faults.take(action);
  const error = fault && errorOf(fault);
  if (error) throw error;
  if (fault?.kind === 'drop_before') return undefined;
  if (fault?.kind === 'delay') await pause(context.clock, fault.ms ?? 0);
  const output = await ACTIONS[action](JSON.parse(body.toString('utf8') || '{}'), context);
  return fault?.kind === 'drop_after' ? undefined : { status: 200, body: output };
}

function errorAnswer(error: unknown): Answer {
  const known = toSqsError(error);
  const blame = known.status >= 500 ? 'Receiver' : 'Sender';
  return {
    status: known.status,
    body: { __type: `com.amazonaws.sqs#${known.type}`, message: known.message },
    queryError: `${known.queryCode};${blame}`,
  };
}

function toSqsError(error: unknown): SqsError {
  if (error instanceof SqsError) return error;
  if (error instanceof AwsError) return new SqsError('MissingAuthenticationToken', error.message);
  if (error instanceof SyntaxError)
    return new SqsError('InvalidParameterValue', 'The body is not valid JSON.');
  return new SqsError('InternalFailure', `Simulator: ${error}`);
}
