import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultSpec } from '../faults.ts';
import type { Json } from '../json.ts';
import type { PostRate } from '../post-rate.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import { type Answer, answerCall, answerOfFault, rateLimited, refusal } from './answer.ts';
import { Arguments, readArguments } from './arguments.ts';

export type WebApiCall = {
  context: SandboxContext;
  postRate: PostRate;
  name: string;
  query: URLSearchParams;
  body: string;
  request: IncomingMessage;
  response: ServerResponse;
};

/** One HTTP request to /api/…: read it, let faults strike, process, log, answer. */
export async function handleWebApiCall(call: WebApiCall): Promise<void> {
  const { context, name, request, response } = call;
  const began = performance.now();
  const time = context.options.now();
  const { args, unreadable } = read(call);
  const fault = context.faults.take(name, args.raw);

  const done = (answer: Answer | undefined) => {
    const { token: _secret, ...body } = args.raw;
    const entry = context.log.add({
      time,
      direction: 'app_to_slack',
      name,
      status: fault && dropsConnection(fault) ? 0 : (answer?.status ?? 0),
      durationMs: performance.now() - began,
      body,
      response: answer?.body,
      faults: answer?.faults ?? [],
      ...(answer?.error ? { error: answer.error } : {}),
      ...(fault ? { injected: fault.kind } : {}),
    });
    context.workspace.changes.emit({ type: 'request_logged', entry });
  };

  if (fault?.kind === 'drop_before') {
    done(undefined);
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'delay' && fault.beforeProcessing) await delay(fault.ms, undefined, { ref: false });
  const answer = (fault && answerOfFault(fault)) ?? unreadable ?? processCall(call, args);
  if (fault?.kind === 'delay' && !fault.beforeProcessing) await delay(fault.ms, undefined, { ref: false });
  if (context.options.latencyMs > 0) await delay(context.options.latencyMs, undefined, { ref: false });
  done(answer);
  if (fault?.kind === 'drop_after') request.socket.destroy();
  else write(response, answer, fault);
}

function read({ body, query, request }: WebApiCall): { args: Arguments; unreadable?: Answer } {
  try {
    return { args: readArguments(body, request.headers['content-type'] ?? '', query) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { args: new Arguments({}), unreadable: refusal(error) };
  }
}

function processCall({ context, postRate, name, request }: WebApiCall, args: Arguments): Answer {
  const wait = name === 'chat.postMessage' ? postRate.secondsToWait(args.string('channel') ?? '') : 0;
  if (wait > 0) return rateLimited(wait);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const answer = answerCall(context, name, args, bearer ?? args.string('token'));
  if (name === 'chat.postMessage' && !answer.error) postRate.posted(args.string('channel') ?? '');
  return answer;
}

const dropsConnection = ({ kind }: FaultSpec) => kind === 'drop_before' || kind === 'drop_after';

function write(
  response: ServerResponse,
  { status, headers, body }: Answer,
  fault: FaultSpec | undefined,
): void {
  if (response.destroyed) return;
  const text =
    fault?.kind === 'malformed' ? '<html>upstream connect error</html>' : JSON.stringify(body satisfies Json);
  const type = fault?.kind === 'malformed' ? 'text/html' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers });
  response.end(text);
}
