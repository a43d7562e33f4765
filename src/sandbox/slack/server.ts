import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SocketMode } from './delivery/socket-mode.ts';
import { downloadFile, takeUpload } from './file-doors.ts';
import { parseJson } from './json.ts';
import type { PostRate } from './post-rate.ts';
import { handleResponseUrl } from './respond.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { handleWebApiCall } from './web-api/handle.ts';
import { serve } from './web-api/serve.ts';

/** Slack refuses larger bodies long before its own limits on blocks and views are reached. */
const BODY_LIMIT_BYTES = 11_000_000;

export type ServerParts = { context: SandboxContext; postRate: PostRate; socketMode: SocketMode };

/** The HTTP server of the workspace: /api/<method>, /response/<token> and the Socket Mode endpoint. */
export function createSlackServer({ context, postRate, socketMode }: ServerParts): Server {
  const server = createServer((request, response) => {
    response.setHeader('date', new Date(Date.now() + context.options.clockAheadMs).toUTCString());
    route({ context, postRate, request, response }).catch((error: unknown) => {
      // A fault of the simulator itself: loud in the answer, so that a test shows it.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });
  server.on('upgrade', socketMode.upgrade);
  server.keepAliveTimeout = 65_000;
  return server;
}

type Exchange = {
  context: SandboxContext;
  postRate: PostRate;
  request: IncomingMessage;
  response: ServerResponse;
};

async function route({ context, postRate, request, response }: Exchange): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, door, name = ''] =
    /^\/(?:(api|response|upload\/v1)\/([^/]+)\/?|(files-pri)\/(.+))$/
      .exec(url.pathname)
      ?.filter((part) => part !== undefined) ?? [];
  if (!door) {
    const { otherPaths } = context.options;
    if (otherPaths) otherPaths(request, response);
    else response.writeHead(404).end();
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: 'close' }).end();
  } else if (door === 'files-pri') {
    const { authorization } = request.headers;
    const process = () => downloadFile(context, name, authorization);
    await serve({ context, name: 'file_download', args: {}, body: {}, request, response, process });
  } else if (door === 'upload/v1') {
    const process = () => takeUpload(context, name, body);
    const logged = `${body.length} bytes`;
    await serve({ context, name: 'file_upload', args: {}, body: logged, request, response, process });
  } else if (door === 'api') {
    await handleWebApiCall({
      context,
      postRate,
      name,
      query: url.searchParams,
      body: body.toString('utf8'),
      request,
      response,
    });
  } else {
    const args = { token: name };
    const text = body.toString('utf8');
    const process = () => handleResponseUrl(context, name, text);
    await serve({
      context,
      name: 'response_url',
      args,
      body: parseJson(text) ?? text,
      request,
      response,
      process,
    });
  }
}

/** undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
