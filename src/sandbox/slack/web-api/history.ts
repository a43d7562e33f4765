import type { Json } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { findMessage, repliesOf } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Message } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';
import type { Methods } from './method.ts';
import { pageOf } from './page.ts';
import { readableConversation } from './readable.ts';
import { anyConversationScope } from './scopes.ts';

/** Reading messages: https://docs.slack.dev/reference/methods/conversations.history */
export const historyMethods: Methods = {
  'conversations.history': {
    scopes: anyConversationScope('history'),
    run: ({ args, context }) => {
      const conversation = readableConversation(context, args, 'history');
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
      const conversation = readableConversation(context, args, 'history');
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
};

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
