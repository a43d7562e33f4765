import { useState } from 'react';
import type { Message } from '../../slack/index.ts';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { AppIcon, InspectIcon, MoreIcon, SmileIcon, ThreadIcon } from '../ui/icons.tsx';
import { MenuButton, type MenuItem } from '../ui/menu.tsx';
import { MetadataDialog } from './metadata-dialog.tsx';

export type MessageActionsProps = { message: Message; as: string; onOpenThread: (() => void) | undefined };

const REACTIONS = ['eyes', '+1', 'tada', 'white_check_mark', 'x'];

/** What can be done with a message; shown when one points at it or is in it. */
export function MessageActions({ message, as, onOpenThread }: MessageActionsProps) {
  const { state } = useSandbox();
  const act = useAct();
  const [showsSource, setShowsSource] = useState(false);
  const place = { as, conversation: message.conversation, ts: message.ts };
  const own = message.visible_to !== undefined;
  const shortcuts: MenuItem[] = state.shortcuts
    .filter(({ type }) => type === 'message' && !own)
    .map(({ name, callbackId, description }) => ({
      label: name,
      detail: `${state.slackApp.name}: ${description}`,
      icon: <AppIcon />,
      onChoose: () => void act({ type: 'messageShortcut', callbackId, ...place }),
    }));
  const items: MenuItem[] = [
    ...shortcuts,
    { label: 'View metadata and source', icon: <InspectIcon />, onChoose: () => setShowsSource(true) },
    ...(message.user === as && !own
      ? [{ label: 'Delete message', onChoose: () => void act({ type: 'deleteMessage', ...place }) }]
      : []),
  ];
  return (
    <>
      <div className="message-actions">
        {own ? null : (
          <MenuButton
            label="Add reaction"
            className="icon-button"
            items={REACTIONS.map((name) => ({
              label: `:${name}:`,
              onChoose: () => void act({ type: 'react', name, ...place }),
            }))}
          >
            <SmileIcon />
          </MenuButton>
        )}
        {onOpenThread && !own ? (
          <button
            type="button"
            className="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick={onOpenThread}
          >
            <ThreadIcon />
          </button>
        ) : null}
        <MenuButton label="More actions" className="icon-button" items={items}>
          <MoreIcon />
        </MenuButton>
      </div>
      {showsSource ? <MetadataDialog message={message} onClose={() => setShowsSource(false)} /> : null}
    </>
  );
}
