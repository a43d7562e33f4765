import type { Json } from './json.ts';
import { repliesOf } from './messages.ts';
import type { Message } from './types.ts';
import type { Workspace } from './workspace.ts';

/** A message as the Web API and the payloads give it; metadata only when it was asked for. */
export function messageJson(
  workspace: Workspace,
  message: Message,
  { includeMetadata = false }: { includeMetadata?: boolean } = {},
): Json {
  const { conversation, visible_to, metadata, thread_ts, user, ...plain } = message;
  const replies = thread_ts ? [] : repliesOf(workspace, conversation, message.ts);
  return {
    type: 'message',
    // What a webhook posts is nobody's.
    ...(user ? { user } : {}),
    ...plain,
    team: workspace.team.id,
    ...(message.bot_id === workspace.app.bot_id ? { bot_profile: botProfile(workspace) } : {}),
    ...(metadata && includeMetadata ? { metadata } : {}),
    ...(visible_to ? { is_ephemeral: true } : {}),
    ...threadFields(message, replies),
  };
}

function threadFields(message: Message, replies: readonly Message[]): Json {
  if (message.thread_ts) return { thread_ts: message.thread_ts };
  const latest = replies.at(-1);
  if (!latest) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
  };
}

function botProfile({ app, team }: Workspace): Json {
  return { id: app.bot_id, app_id: app.id, name: app.name, team_id: team.id, deleted: false };
}
