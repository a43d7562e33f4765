import {
  appIsMember,
  isMember,
  openDirectMessage,
  setMembership,
  visibleConversation,
} from '../conversations.ts';
import type { Json } from '../json.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation, ConversationKind } from '../types.ts';
import type { Arguments } from './arguments.ts';
import { conversationJson } from './conversation-json.ts';
import type { Methods } from './method.ts';
import { pageOf } from './page.ts';
import { readableConversation } from './readable.ts';
import { requireTeam } from './require-team.ts';
import { anyConversationScope, conversationScope, requireAnyScope } from './scopes.ts';

/** conversations.* but for reading messages: https://docs.slack.dev/apis/web-api/using-the-conversations-api */
export const conversationMethods: Methods = {
  'conversations.info': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => {
      const conversation = readableConversation(context, args, 'read');
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
      requireTeam(context.workspace, args);
      const user = args.string('user') ?? context.workspace.app.bot_user_id;
      const { channels, ...rest } = listConversations(context, args, (one) => isMember(one, user), 999);
      // Source: Slack, users.conversations: "We omit the is_member and num_members fields".
      return { channels: (channels as Json[]).map(({ is_member: _, ...channel }) => channel), ...rest };
    },
  },
  'conversations.members': {
    scopes: anyConversationScope('read'),
    run: ({ args, context }) => {
      const conversation = readableConversation(context, args, 'read');
      const { items, response_metadata } = pageOf(conversation.members, args);
      return { members: items, response_metadata };
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
};

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
  max = 1000,
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
  const { items, response_metadata } = pageOf(shown, args, { max });
  return { channels: items.map((one) => conversationJson(workspace, one)), response_metadata };
}
