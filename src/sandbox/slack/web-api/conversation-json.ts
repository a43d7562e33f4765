import { appIsMember } from '../conversations.ts';
import type { Json } from '../json.ts';
import type { Conversation } from '../types.ts';
import type { Workspace } from '../workspace.ts';

/** A conversation object: https://docs.slack.dev/reference/objects/conversation-object */
export function conversationJson(
  workspace: Workspace,
  conversation: Conversation,
  { withCount = false }: { withCount?: boolean } = {},
): Json {
  const { id, kind, name, members } = conversation;
  const common = {
    id,
    created: 1_700_000_000,
    is_archived: conversation.is_archived === true,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    ...(withCount ? { num_members: members.length } : {}),
  };
  if (kind === 'im') {
    const user = members.find((member) => member !== workspace.app.bot_user_id);
    const deleted = workspace.people.get(user ?? '')?.deleted === true;
    return { ...common, is_im: true, user, is_user_deleted: deleted, priority: 0 };
  }
  return {
    ...common,
    name,
    name_normalized: name,
    is_channel: kind === 'public' || kind === 'private',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'public',
    is_general: false,
    is_shared: conversation.is_ext_shared === true,
    is_ext_shared: conversation.is_ext_shared === true,
    is_pending_ext_shared: conversation.is_pending_ext_shared === true,
    is_member: appIsMember(workspace, conversation),
    creator: members[0] ?? '',
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
