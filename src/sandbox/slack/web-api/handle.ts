import type { IncomingMessage, ServerResponse } from 'node:http';
import { findDirectMessage } from '../conversations.ts';
import type { Json } from '../json.ts';
import type { PostRate } from '../post-rate.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import { type Answer, answerCall, rateLimited, refusal } from './answer.ts';
import { Arguments, readArguments } from './arguments.ts';
import { serve } from './serve.ts';

export type WebApiCall = {
  context: SandboxContext;
  postRate: PostRate;
  name: string;
  query: URLSearchParams;
  body: string;
  request: IncomingMessage;
  response: ServerResponse;
};

/** One HTTP request to /api/<method>. */
export async function handleWebApiCall(call: WebApiCall): Promise<void> {
  const { context, name, request, response } = call;
  const { args, unreadable } = read(call);
  const { token: _secret, ...body } = args.raw;
  await serve({
    context,
    name,
    args: withConversation(context, args),
    body,
    request,
    response,
    process: () => unreadable ?? processCall(call, args),
  });
}

/** A post that names a person is a post to their direct message: faults go by the conversation. */
function withConversation({ workspace }: SandboxContext, { raw }: Arguments): Json {
  const { channel } = raw;
  if (typeof channel !== 'string' || !workspace.people.has(channel)) return raw;
  return { ...raw, channel: findDirectMessage(workspace, channel)?.id ?? channel };
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
  const conversation = name === 'chat.postMessage' ? args.string('channel') : undefined;
  const wait = conversation === undefined ? 0 : postRate.secondsToWait(conversation);
  if (wait > 0) return rateLimited(wait);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const answer = answerCall(context, name, args, { bearer, given: args.string('token') });
  if (conversation !== undefined && !answer.error) postRate.posted(conversation);
  return answer;
}
