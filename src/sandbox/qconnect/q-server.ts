import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../connect/aws-error.ts';
import { pause } from '../connect/clock.ts';
import { readBody } from '../connect/read-body.ts';
import type { RequestLog, RequestLogEntry } from '../connect/request-log.ts';
import { answerQRequest, errorAnswer, pathOf, type QContext } from './answer-q-request.ts';
import { findQRoute } from './routes.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export type QServerContext = QContext & {
  log: RequestLog;
  /** Milliseconds added to every answer. */
  latencyMs: () => number;
  onRequest(entry: RequestLogEntry): void;
};

/** The HTTP side: reads, answers and logs each request. Not listening yet. */
export function qServer(context: QServerContext): Server {
  return createServer((request, response) => {
    serve(request, response, context).catch(() => request.socket.destroy());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: QServerContext,
): Promise<void> {
  const began = performance.now();
  const at = context.clock.now();
  const { method = '', url: target = '' } = request;
  const notes: string[] = [];
  const body = await readBody(request, MAX_BODY_BYTES);
  const signed = { method, target, headers: request.headers, body: body ?? Buffer.alloc(0) };
  await pause(context.clock, context.latencyMs());
  const answer = body
    ? await answerQRequest({ request: signed, note: (fault) => notes.push(fault) }, context)
    : errorAnswer(new AwsError('RequestEntityTooLargeException', 'The request is too large.'));
  const requestId = randomUUID();
  const entry = context.log.add({
    at,
    durationMs: performance.now() - began,
    method,
    target,
    operation: findQRoute(method, pathOf(target))?.route.operation ?? 'unknown',
    status: answer.status,
    requestId,
    errorType: answer.errorType,
    requestBody: signed.body.toString('utf8'),
    responseBody: answer.body,
    notes,
    fault: answer.fault,
  });
  context.onRequest(entry);
  if (answer.status === 0) {
    request.socket.destroy();
    return;
  }
  response.setHeader('date', new Date(context.signatureNow()).toUTCString());
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'x-amzn-requestid': requestId,
    ...(answer.errorType ? { 'x-amzn-errortype': answer.errorType } : {}),
  });
  response.end(answer.body);
}
