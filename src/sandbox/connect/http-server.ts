import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, type AnswerContext, answerRequest } from './answer-request.ts';
import { AwsError } from './aws-error.ts';
import { pause } from './clock.ts';
import { readBody } from './read-body.ts';
import type { RequestLog } from './request-log.ts';
import { findRoute } from './routes.ts';
import { targetOf } from './target.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export type ServerContext = AnswerContext & {
  log: RequestLog;
  /** Milliseconds added to every answer. */
  latencyMs: () => number;
};

/** The HTTP side: reads, answers, counts and logs each request. Not listening yet. */
export function connectServer(context: ServerContext): Server {
  return createServer((request, response) => {
    serve(request, response, context).catch(() => request.socket.destroy());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  const began = performance.now();
  const { simulation } = context;
  const at = simulation.clock.now();
  const { method = '', url: target = '' } = request;
  const notes: string[] = [];
  const body = await readBody(request, MAX_BODY_BYTES);
  const signed = { method, target, headers: request.headers, body: body ?? Buffer.alloc(0) };
  const operation = nameOf(method, target, targetOf(signed));
  if (operation) count(simulation.counters.calls, operation);
  await pause(simulation.clock, context.latencyMs());
  const answer = body
    ? await answerRequest({ request: signed, note: (fault) => notes.push(fault) }, context)
    : tooLarge();
  if (operation && answer.status === 429) count(simulation.counters.throttled, operation);
  const requestId = randomUUID();
  const entry = context.log.add({
    at,
    durationMs: performance.now() - began,
    method,
    target,
    operation: operation ?? 'unknown',
    status: answer.status,
    requestId,
    errorType: answer.errorType,
    bearer: request.headers['x-amz-bearer']?.toString(),
    requestBody: signed.body.toString('utf8'),
    responseBody: answer.body,
    notes,
    fault: answer.fault,
  });
  simulation.changes.emit({ type: 'request', request: entry });
  send(response, answer, requestId, new Date(context.signatureNow()));
}

function send(response: ServerResponse, answer: Answer, requestId: string, date: Date): void {
  if (answer.status === 0) {
    response.socket?.destroy();
    return;
  }
  response.setHeader('date', date.toUTCString());
  response.writeHead(answer.status, {
    'content-type': answer.isPage ? 'text/html' : (answer.contentType ?? 'application/json'),
    'content-length': Buffer.byteLength(answer.body),
    ...(answer.isPage ? {} : { 'x-amzn-requestid': requestId }),
    ...(answer.errorType ? { 'x-amzn-errortype': answer.errorType } : {}),
  });
  response.end(answer.body);
}

function tooLarge(): Answer {
  const { status, type, message } = new AwsError(
    'RequestEntityTooLargeException',
    'The request is too large.',
  );
  return { status, errorType: type, body: JSON.stringify({ Message: message }) };
}

function nameOf(method: string, path: string, target: string | undefined) {
  try {
    return findRoute(method, path.split('?')[0] ?? '', target)?.route.operation;
  } catch {
    return undefined;
  }
}

function count<K extends string>(counts: Partial<Record<K, number>>, key: K): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
