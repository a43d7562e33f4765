import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { useAct } from '../state/sandbox.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import { MenuButton, type MenuItem } from '../ui/menu.tsx';
import { hasApp } from './people.tsx';

export type ConversationMenuProps = { state: SandboxState; conversation: Conversation; as: string };

/** What a member may change about a conversation, and what then becomes of the app's messages can be seen. */
export function ConversationMenu({ state, conversation, as }: ConversationMenuProps) {
  const act = useAct();
  const { id, kind, is_archived } = conversation;
  if (kind === 'im' || kind === 'mpim') return null;
  const { name, bot_user_id } = state.slackApp;
  const member = (user: string, isMember: boolean) =>
    void act({ type: 'member', conversation: id, user, member: isMember });
  const items: MenuItem[] = [
    hasApp(state, conversation)
      ? { label: `Remove ${name}`, onChoose: () => member(bot_user_id, false) }
      : { label: `Invite ${name}`, onChoose: () => member(bot_user_id, true) },
    is_archived
      ? {
          label: 'Unarchive channel',
          onChoose: () => void act({ type: 'archive', conversation: id, archived: false }),
        }
      : {
          label: 'Archive channel',
          onChoose: () => void act({ type: 'archive', conversation: id, archived: true }),
        },
    { label: 'Leave channel', onChoose: () => member(as, false) },
  ];
  return (
    <MenuButton label="Channel settings" className="icon-button" items={items}>
      <MoreIcon />
    </MenuButton>
  );
}
