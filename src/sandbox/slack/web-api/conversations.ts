import {
  appIsMember,
  isMember,
  openDirectMessage,
  setMembership,
  visibleConversation,
} from '../conversations.ts';
import type { Json } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { addReaction, findMessage, repliesOf } from '../messages.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation, ConversationKind, Message } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';
import { conversationJson } from './conversation-json.ts';
import type { Methods } from './method.ts';
import { pageOf } from './page.ts';
import { anyConversationScope, conversationScope, requireAnyScope } from './scopes.ts';

type Right = 'read' | 'history';

/** conversations.* and reactions.add: https://docs.slack.dev/apis/web-api/using-the-conversations-api */
export const conversationMethods: Methods = {
  'conversations.info': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => {
      const conversation = readable(context, args, 'read');
      const withCount = args.boolean('include_num_members');
      return { channel: conversationJson(context.workspace, conversation, { withCount }) };
    },
  },
  'conversations.list': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => listConversations(context, args, () => true),
  },
  'users.conversations': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => {
      const user = args.string('user') ?? context.workspace.app.bot_user_id;
      return listConversations(context, args, (conversation) => isMember(conversation, user));
    },
  },
  'conversations.members': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => {
      const conversation = readable(context, args, 'read');
      const { items, response_metadata } = pageOf(conversation.members, args);
      return { members: items, response_metadata };
    },
  },
  'conversations.history': {
    scopes: anyConversationScope('history'),
    run: ({ args, context }) => {
      const conversation = readable(context, args, 'history');
      const { workspace } = context;
      const newestFirst = workspace
        .timeline(conversation.id)
        .messages.filter((message) => isInHistory(message) && isWithin(message, args))
        .reverse();
      return messagePage(workspace, newestFirst, args);
    },
  },
  'conversations.replies': {
    scopes: anyConversationScope('history'),
    run: ({ args, context }) => {
      const conversation = readable(context, args, 'history');
      const { workspace } = context;
      const named = findMessage(workspace, conversation.id, args.requiredString('ts'));
      if (!named || named.visible_to) throw new SlackError('thread_not_found');
      const head = named.thread_ts ? findMessage(workspace, conversation.id, named.thread_ts) : named;
      if (!head) throw new SlackError('thread_not_found');
      // Slack gives the head with every page range.
      const replies = repliesOf(workspace, conversation.id, head.ts).filter((message) =>
        isWithin(message, args),
      );
      return messagePage(workspace, [head, ...replies], args);
    },
  },
  'conversations.open': {
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    run: ({ args, context: { workspace } }) => {
      const channel = args.string('channel');
      if (channel !== undefined) {
        return { channel: conversationJson(workspace, visibleConversation(workspace, channel)) };
      }
      const users = args.names('users');
      const [user] = users;
      if (user === undefined) throw new SlackError('users_list_not_supplied');
      if (users.length > 1) throw new SlackError('not_enabled');
      const conversation = openDirectMessage(workspace, user);
      return {
        channel: args.boolean('return_im')
          ? conversationJson(workspace, conversation)
          : { id: conversation.id },
      };
    },
  },
  'conversations.join': {
    scopes: ['channels:join'],
    run: ({ args, context: { workspace } }) => {
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      if (conversation.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
      if (conversation.is_archived) throw new SlackError('is_archived');
      if (!appIsMember(workspace, conversation)) {
        setMembership(workspace, conversation, workspace.app.bot_user_id, true);
      }
      return { channel: conversationJson(workspace, conversation) };
    },
  },
  'reactions.add': {
    scopes: ['reactions:write'],
    run: ({ args, context: { workspace } }) => {
      const name = args.requiredString('name');
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = findMessage(workspace, conversation.id, args.requiredString('timestamp'));
      if (!message || message.visible_to) throw new SlackError('message_not_found');
      if (conversation.is_archived) throw new SlackError('is_archived');
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
      if (!addReaction(workspace, message, name, workspace.app.bot_user_id))
        throw new SlackError('already_reacted');
      return {};
    },
  },
};

/** The conversation that `channel` names, when the app may see it and, for history, is in it. */
function readable({ workspace, options }: SandboxContext, args: Arguments, right: Right): Conversation {
  const conversation = visibleConversation(workspace, args.requiredString('channel'));
  requireAnyScope(options, [conversationScope(conversation.kind, right)]);
  if (right === 'history' && !appIsMember(workspace, conversation)) throw new SlackError('not_in_channel');
  return conversation;
}

const kindsByType: Record<string, ConversationKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

function listConversations(
  { workspace, options }: SandboxContext,
  args: Arguments,
  matches: (conversation: Conversation) => boolean,
): Json {
  const types = args.names('types');
  const kinds = (types.length > 0 ? types : ['public_channel']).map((type) => {
    const kind = kindsByType[type];
    if (!kind) throw new SlackError('invalid_types');
    requireAnyScope(options, [conversationScope(kind, 'read')]);
    return kind;
  });
  const shown = [...workspace.conversations.values()].filter(
    (conversation) =>
      kinds.includes(conversation.kind) &&
      (conversation.kind === 'public' || appIsMember(workspace, conversation)) &&
      !(args.boolean('exclude_archived') && conversation.is_archived) &&
      matches(conversation),
  );
  const { items, response_metadata } = pageOf(shown, args);
  return { channels: items.map((one) => conversationJson(workspace, one)), response_metadata };
}

function messagePage(workspace: Workspace, messages: readonly Message[], args: Arguments): Json {
  const includeMetadata = args.boolean('include_all_metadata');
  const { items, hasMore, response_metadata } = pageOf(messages, args, { max: 999 });
  return {
    messages: items.map((message) => messageJson(workspace, message, { includeMetadata })),
    has_more: hasMore,
    ...(hasMore ? { response_metadata } : {}),
  };
}

/** Replies stay in their threads, ephemeral messages with their person. */
function isInHistory({ thread_ts, ts, reply_broadcast, visible_to }: Message): boolean {
  return !visible_to && (!thread_ts || thread_ts === ts || reply_broadcast === true);
}

/** ts strings of the same length compare like the numbers they stand for. */
function isWithin({ ts }: Message, args: Arguments): boolean {
  const inclusive = args.boolean('inclusive');
  const oldest = padded(args.string('oldest'));
  const latest = padded(args.string('latest'));
  if (oldest !== undefined && (inclusive ? ts < oldest : ts <= oldest)) return false;
  return latest === undefined || (inclusive ? ts <= latest : ts < latest);
}

function padded(ts: string | undefined): string | undefined {
  if (ts === undefined || ts === '0') return undefined;
  if (!/^\d+(\.\d{0,6})?$/.test(ts)) throw new SlackError('invalid_arguments', [`invalid timestamp: ${ts}`]);
  const [seconds = '', fraction = ''] = ts.split('.');
  return `${seconds.padStart(10, '0')}.${fraction.padEnd(6, '0')}`;
}
