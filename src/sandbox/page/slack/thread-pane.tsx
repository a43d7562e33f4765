import { useEffect, useRef, useState } from 'react';
import { threadFor } from '../../page-state.ts';
import type { Conversation } from '../../slack/index.ts';
import { useSandbox } from '../state/sandbox.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { isAppConversation, titleOf } from './people.tsx';
import { useSend } from './use-send.ts';

export type ThreadPaneProps = {
  conversation: Conversation;
  ts: string;
  as: string;
  device: 'desktop' | 'phone';
  onClose: () => void;
};

export function ThreadPane({ conversation, ts, as, device, onClose }: ThreadPaneProps) {
  const { state } = useSandbox();
  const send = useSend({ state, as, device });
  const [written, setWritten] = useState(0);
  const close = useRef<HTMLButtonElement>(null);
  const cannotWrite = isAppConversation(state, conversation) && !state.appHome.takesMessages;
  const messages = threadFor(state, conversation.id, ts, as);
  useEffect(() => {
    // Whoever opens a thread goes on there, and afterwards where they were.
    close.current?.focus();
    return () =>
      void setTimeout(() => {
        if (document.activeElement !== document.body) return;
        document
          .querySelector<HTMLElement>(`.conversation [data-ts="${CSS.escape(ts)}"]`)
          ?.focus({ preventScroll: true });
      });
  }, [ts]);
  return (
    <aside
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="pane-header">
        <h2>Thread</h2>
        <p className="pane-note">{titleOf(state, conversation, as)}</p>
        <button ref={close} type="button" className="icon-button" aria-label="Close thread" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <MessageList
        key={ts}
        label="Messages in the thread"
        messages={messages}
        as={as}
        written={written}
        empty={<p className="empty-note">This thread is gone.</p>}
      />
      {conversation.is_archived || cannotWrite ? null : (
        <Composer
          key={`${ts} ${as}`}
          label="Reply in thread"
          commands={state.commands}
          draft={`${as} ${conversation.id} ${ts}`}
          onSend={(text) => {
            setWritten(written + 1);
            send(conversation, text, ts);
          }}
        />
      )}
    </aside>
  );
}
