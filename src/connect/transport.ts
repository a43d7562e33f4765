import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { buildQueryString, type HttpHandler, type HttpRequest, HttpResponse } from '@smithy/core/protocols';

/** How far a call has come. Until it is `sent`, nothing of its request can have left this machine. */
export type Stage = 'identifying' | 'preparing' | 'connecting' | 'sent';

/** HTTP for a client of the AWS SDK, which tells how far each call has come; a call goes by its signal. */
export interface Transport {
  handler: HttpHandler;
  stageOf(call: AbortSignal): Stage;
}

/** An answer of more than `limitBytes` is given up. The agents are Node's own, and so follow its proxy settings. */
export function createTransport(limitBytes: number): Transport {
  const stages = new WeakMap<object, Stage>();
  return {
    stageOf: (call) => stages.get(call) ?? 'preparing',
    handler: {
      metadata: { handlerProtocol: 'http/1.1' },
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
      async handle(request, { abortSignal: call } = {}) {
        const reach = (stage: Stage) => call && stages.set(call, stage);
        const sending = open(request, call as AbortSignal | undefined);
        reach('connecting');
        // What fails after the answer has begun is told by the answer.
        sending.on('error', () => {});
        sending.once('socket', (socket: Socket) => whenConnected(socket, () => reach('sent')));
        sending.end(request.body);
        const [response] = (await once(sending, 'response')) as [IncomingMessage];
        return { response: await read(response, limitBytes) };
      },
    },
  };
}

/** @throws with Node's code for a protocol other than these two, and for headers that HTTP does not take. */
function open(request: HttpRequest, signal: AbortSignal | undefined): ClientRequest {
  try {
    return make(request, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw Object.assign(new Error('no request can be made of it', { cause: error }), { code });
  }
}

function make(request: HttpRequest, signal: AbortSignal | undefined): ClientRequest {
  const { protocol, hostname, port, method, headers, query } = request;
  const search = buildQueryString(query);
  return (protocol === 'https:' ? https : http).request({
    protocol,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    method,
    headers,
    path: search ? `${request.path}?${search}` : request.path,
    ...(signal && { signal }),
  });
}

/** A socket that was used before is connected; so is one through a proxy by the time it is told of. */
function whenConnected(socket: Socket & { secureConnecting?: boolean }, then: () => void): void {
  if (socket.secureConnecting) socket.once('secureConnect', then);
  else if (socket.connecting) socket.once('connect', then);
  else then();
}

async function read(response: IncomingMessage, limitBytes: number): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes)
      throw Object.assign(new Error(`the answer is longer than ${limitBytes} bytes`), {
        code: 'ANSWER_TOO_LONG',
      });
    chunks.push(chunk);
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return new HttpResponse({
    statusCode: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  });
}
