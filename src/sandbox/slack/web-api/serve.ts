import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultSpec } from '../faults.ts';
import type { Json } from '../json.ts';
import type { LogEntry } from '../log.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { type Answer, answerOfFault, PROXY_PAGE } from './answer.ts';

export type Exchange = {
  context: SandboxContext;
  /** For faults, log and counters: a method, or `response_url`. */
  name: string;
  /** What faults look at. */
  args: Json;
  /** What the log keeps. */
  body: unknown;
  request: IncomingMessage;
  response: ServerResponse;
  process: () => Answer;
};

/** One request of the app: let a fault strike, process, log, answer. */
export async function serve(exchange: Exchange): Promise<void> {
  const { context, name, args, request, response, process } = exchange;
  const began = performance.now();
  const time = context.options.now();
  const fault = context.faults.take(name, args);
  const note = (answer?: Answer) =>
    log(exchange, { time, durationMs: performance.now() - began, fault, answer });

  if (fault?.kind === 'drop_before') {
    note();
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'delay' && fault.beforeProcessing) await pause(fault.ms);
  const answer = (fault && answerOfFault(fault)) ?? process();
  if (fault?.kind === 'delay' && !fault.beforeProcessing) await pause(fault.ms);
  if (context.options.latencyMs > 0) await pause(context.options.latencyMs);
  note(answer);
  if (fault?.kind === 'drop_after') request.socket.destroy();
  else write(response, answer, fault);
}

/** A late answer must not keep a stopped process alive. */
const pause = (ms: number) => delay(ms, undefined, { ref: false });

const dropsConnection = ({ kind }: FaultSpec) => kind === 'drop_before' || kind === 'drop_after';

type Outcome = { time: number; durationMs: number; fault: FaultSpec | undefined; answer: Answer | undefined };

function log({ context, name, body }: Exchange, { time, durationMs, fault, answer }: Outcome): void {
  const dropped = fault !== undefined && dropsConnection(fault);
  const entry: LogEntry = context.log.add({
    time,
    direction: 'app_to_slack',
    name,
    status: dropped ? 0 : (answer?.status ?? 0),
    durationMs,
    body,
    response: Buffer.isBuffer(answer?.body) ? `${answer.body.length} bytes` : answer?.body,
    faults: answer?.faults ?? [],
    ...(answer?.error ? { error: answer.error } : {}),
    ...(fault ? { injected: fault.kind } : {}),
  });
  context.workspace.changes.emit({ type: 'request_logged', entry });
}

function write(response: ServerResponse, answer: Answer, fault: FaultSpec | undefined): void {
  if (response.destroyed) return;
  const malformed = fault?.kind === 'malformed';
  const isText = malformed || typeof answer.body === 'string';
  const text = malformed ? PROXY_PAGE : textOf(answer.body);
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/html' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...(malformed ? {} : answer.headers),
  });
  response.end(text);
}

const textOf = (body: Answer['body']) =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
