import { validateMessageBlocks } from '../block-kit/message.ts';
import {
  appIsMember,
  findConversation,
  isMember,
  openDirectMessage,
  visibleConversation,
} from '../conversations.ts';
import { isJson, type Json } from '../json.ts';
import { asItIs, tellDeleted, tellEdited, tellPosted } from '../message-events.ts';
import { messageJson } from '../message-json.ts';
import { addMessage, authorship, deleteMessage, editMessage, findMessage } from '../messages.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation, Message } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';
import { readMetadata } from './metadata.ts';
import type { Methods } from './method.ts';
import { readThread } from './thread.ts';

/** https://docs.slack.dev/changelog/2018-truncating-really-long-messages */
const POST_TEXT_LIMIT = 40_000;
/** https://docs.slack.dev/reference/methods/chat.update */
const UPDATE_TEXT_LIMIT = 4_000;

/** chat.*: https://docs.slack.dev/reference/methods/chat.postMessage */
export const chatMethods: Methods = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const conversation = postableConversation(context, args.requiredString('channel'));
      const content = readContent(args, POST_TEXT_LIMIT);
      const metadata = readMetadata(args);
      const thread_ts = readThread(workspace, conversation, args);
      const message = addMessage(workspace, conversation, {
        ...authorship(workspace),
        ...content,
        ...(metadata ? { metadata } : {}),
        ...(thread_ts ? { thread_ts } : {}),
        ...(thread_ts && args.boolean('reply_broadcast') ? { reply_broadcast: true } : {}),
      });
      tellPosted(context, message);
      return {
        channel: conversation.id,
        ts: message.ts,
        message: messageJson(workspace, message, { includeMetadata: true }),
      };
    },
  },
  'chat.update': {
    scopes: ['chat:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = ownMessage(workspace, conversation, args.requiredString('ts'), 'cant_update_message');
      if (conversation.is_archived) throw new SlackError('is_archived');
      const { text, blocks, attachments } = readContent(args, UPDATE_TEXT_LIMIT);
      const metadata = readMetadata(args);
      const before = asItIs(context, message);
      editMessage(workspace, message, {
        text,
        blocks,
        ...(attachments || args.raw.attachments !== undefined ? { attachments } : {}),
        ...(metadata ? { metadata } : {}),
      });
      tellEdited(context, message, before);
      return {
        channel: conversation.id,
        ts: message.ts,
        text: message.text,
        message: messageJson(workspace, message, { includeMetadata: true }),
      };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = ownMessage(workspace, conversation, args.requiredString('ts'), 'cant_delete_message');
      const before = asItIs(context, message);
      deleteMessage(workspace, message);
      tellDeleted(context, message, before);
      return { channel: conversation.id, ts: message.ts };
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const user = args.requiredString('user');
      const conversation = postableConversation(context, args.requiredString('channel'));
      if (!workspace.people.has(user)) throw new SlackError('user_not_found');
      if (!isMember(conversation, user)) throw new SlackError('user_not_in_channel');
      const content = readContent(args, POST_TEXT_LIMIT);
      const thread_ts = readThread(workspace, conversation, args);
      const message = addMessage(workspace, conversation, {
        ...authorship(workspace),
        ...content,
        visible_to: user,
        ...(thread_ts ? { thread_ts } : {}),
      });
      return { message_ts: message.ts };
    },
  },
  'chat.getPermalink': {
    run: ({ args, context: { workspace } }) => {
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = findMessage(workspace, conversation.id, args.requiredString('message_ts'));
      if (!message || message.visible_to) throw new SlackError('message_not_found');
      return { channel: conversation.id, permalink: permalink(workspace, message) };
    },
  },
};

function permalink({ team }: Workspace, { conversation, ts, thread_ts }: Message): string {
  const thread = thread_ts && thread_ts !== ts ? `?thread_ts=${thread_ts}&cid=${conversation}` : '';
  return `https://${team.domain}.slack.com/archives/${conversation}/p${ts.replace('.', '')}${thread}`;
}

/** Where the app may post: its conversations, public ones with chat:write.public, and people by their id. */
function postableConversation(context: SandboxContext, reference: string): Conversation {
  const { workspace } = context;
  if (/^[UW]/.test(reference) && !workspace.conversations.has(reference)) {
    if (!workspace.people.has(reference)) throw new SlackError('channel_not_found');
    return openDirectMessage(workspace, reference);
  }
  const conversation = visibleConversation(
    workspace,
    findConversation(workspace, reference)?.id ?? reference,
  );
  if (conversation.is_archived) throw new SlackError('is_archived');
  if (!appIsMember(workspace, conversation) && !canPostAnywhere(context))
    throw new SlackError('not_in_channel');
  return conversation;
}

function canPostAnywhere({ options }: SandboxContext): boolean {
  return options.scopes?.has('chat:write.public') ?? false;
}

function ownMessage(workspace: Workspace, { id }: Conversation, ts: string, refusal: string): Message {
  const message = findMessage(workspace, id, ts);
  if (!message || message.visible_to || message.subtype === 'tombstone')
    throw new SlackError('message_not_found');
  if (message.bot_id !== workspace.app.bot_id) throw new SlackError(refusal);
  return message;
}

type Content = { text: string; blocks?: Json[]; attachments?: Json[] };

/** `text` alone, `blocks` alone or both. @throws SlackError no_text, msg_too_long, invalid_blocks */
function readContent(args: Arguments, textLimit: number): Content {
  const text = args.string('text');
  const blocks = args.json('blocks', 'invalid_blocks_format');
  const attachments = args.json('attachments', 'invalid_attachments');
  const some = (list: unknown) => Array.isArray(list) && list.length > 0;
  if (text === undefined && !some(blocks) && !some(attachments)) throw new SlackError('no_text');
  if (text !== undefined && text.length > textLimit) throw new SlackError('msg_too_long');
  const content: Content = { text: text ?? '' };
  if (blocks !== undefined) {
    const valid = validateMessageBlocks(blocks);
    if (valid.length > 0) content.blocks = valid;
  }
  if (Array.isArray(attachments) && attachments.length > 0) content.attachments = attachments.filter(isJson);
  return content;
}
