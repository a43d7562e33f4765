import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../connect/aws-error.ts';
import type { FaultBook } from '../connect/fault-book.ts';
import { readBody } from '../connect/read-body.ts';
import { type Credentials, verifySignature } from '../connect/sigv4.ts';
import { ACTION_NAMES, ACTIONS, type ActionName } from './actions.ts';
import { errorOf, type SnsFaultOrder } from './faults.ts';
import { SnsError, type SnsErrorCode } from './sns-error.ts';
import type { TopicBook } from './topic.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const VERSION = '2010-03-31';
const XMLNS = `http://sns.amazonaws.com/doc/${VERSION}/`;

export type SnsServerContext = {
  book: TopicBook;
  faults: FaultBook<ActionName, SnsFaultOrder>;
  credentials: readonly Credentials[];
};

/** Speaks AWS's query protocol: a form with `Action` and `Version`, answered in XML. */
export function snsServer(context: SnsServerContext): Server {
  return createServer((request, response) => {
    serve(request, response, context).catch(() => request.socket.destroy());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  context: SnsServerContext,
): Promise<void> {
  const requestId = randomUUID();
  const body = (await readBody(request, MAX_BODY_BYTES)) ?? Buffer.alloc(0);
  const answer = answerSafely(request, body, context, requestId);
  if (!answer) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, {
    'content-type': 'text/xml',
    'content-length': Buffer.byteLength(answer.text),
    'x-amzn-requestid': requestId,
  });
  response.end(answer.text);
}

/** Undefined drops the connection. */
function answerSafely(
  request: IncomingMessage,
  body: Buffer,
  context: SnsServerContext,
  requestId: string,
): { status: number; text: string } | undefined {
  try {
    const { method = '', url: target = '', headers } = request;
    const { region } = context.book;
    const rules = { credentials: context.credentials, region, service: 'sns', now: Date.now() };
    verifySignature({ method, target, headers, body }, rules);
    const input = new URLSearchParams(body.toString('utf8'));
    const name = ACTION_NAMES.find((known) => known === input.get('Action'));
    if (!name || input.get('Version') !== VERSION)
      throw new SnsError('InvalidAction', 'The action or operation requested is invalid.');
    const fault = context.faults.take(name);
    const error = fault && errorOf(fault);
    if (error) throw error;
    if (fault?.kind === 'drop_before') return undefined;
    return { status: 200, text: result(name, ACTIONS[name](input, context.book), requestId) };
  } catch (error) {
    const known = toSnsError(error);
    return { status: known.status, text: failure(known, requestId) };
  }
}

function result(name: ActionName, holds: string, requestId: string): string {
  const meta = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${name}Response xmlns="${XMLNS}"><${name}Result>${holds}</${name}Result>${meta}</${name}Response>`;
}

function failure({ code, message, status }: SnsError, requestId: string): string {
  const blame = status >= 500 ? 'Receiver' : 'Sender';
  const error = `<Error><Type>${blame}</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return `<ErrorResponse xmlns="${XMLNS}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}

/** By the names that the query protocol has for what is wrong with a signature. */
const SIGNATURE_ERRORS: Record<string, SnsErrorCode> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
};

function toSnsError(error: unknown): SnsError {
  if (error instanceof SnsError) return error;
  const code = error instanceof AwsError ? SIGNATURE_ERRORS[error.type] : undefined;
  return code && error instanceof AwsError
    ? new SnsError(code, error.message)
    : new SnsError('InternalError', 'Simulator error');
}
