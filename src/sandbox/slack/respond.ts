import { validateMessageBlocks } from './block-kit/message.ts';
import { isJson, type Json, parseJson, stringAt } from './json.ts';
import { tellPosted } from './message-events.ts';
import { addMessage, authorship, deleteMessage, editMessage, findMessage } from './messages.ts';
import type { ResponseTarget } from './response-urls.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { SlackError } from './slack-error.ts';
import type { Message } from './types.ts';
import type { Answer } from './web-api/answer.ts';

/**
 * A message that the app answers with: in the ack of a command or through a response_url.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @throws SlackError no_text, invalid_blocks, channel_not_found
 */
export function respond(context: SandboxContext, target: ResponseTarget, answer: Json): Message | undefined {
  const { workspace } = context;
  const conversation = workspace.conversations.get(target.conversation);
  if (!conversation) throw new SlackError('channel_not_found');
  const original = target.messageTs ? findMessage(workspace, conversation.id, target.messageTs) : undefined;
  if (isTrue(answer.delete_original)) {
    if (original) deleteMessage(workspace, original);
    return undefined;
  }
  const text = stringAt(answer, 'text');
  const blocks = answer.blocks === undefined ? undefined : validateMessageBlocks(listOf(answer.blocks));
  if (!text && !blocks?.length && answer.attachments === undefined) throw new SlackError('no_text');
  if (isTrue(answer.replace_original) && original) {
    editMessage(workspace, original, { text: text ?? '', blocks });
    return original;
  }
  const thread = stringAt(answer, 'thread_ts') ?? target.threadTs;
  const message = addMessage(workspace, conversation, {
    ...authorship(workspace),
    text: text ?? '',
    ...(blocks ? { blocks } : {}),
    ...(thread ? { thread_ts: thread } : {}),
    ...(answer.response_type === 'in_channel' ? {} : { visible_to: target.user }),
  });
  tellPosted(context, message);
  return message;
}

/** The answer to a POST to a response_url. */
export function handleResponseUrl(context: SandboxContext, token: string, body: string): Answer {
  const target = context.responseUrls.use(token);
  if (typeof target === 'string') return answer(404, { ok: false, error: target }, target);
  const message = parseJson(body);
  if (!isJson(message)) return answer(400, 'invalid_payload', 'invalid_payload');
  try {
    respond(context, target, message);
    return answer(200, 'ok');
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { ...answer(error.code === 'no_text' ? 500 : 400, error.code, error.code), faults: error.details };
  }
}

function answer(status: number, body: Json | string, error?: string): Answer {
  return { status, headers: {}, body, faults: [], ...(error ? { error } : {}) };
}

const isTrue = (value: unknown) => value === true || value === 'true';

function listOf(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}
