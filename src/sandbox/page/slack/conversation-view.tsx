import { useState } from 'react';
import { messagesFor } from '../../page-state.ts';
import type { Conversation } from '../../slack/index.ts';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { Composer } from './composer.tsx';
import { EmptyConversation } from './empty-conversation.tsx';
import { FirstStep } from './first-step.tsx';
import { MessageList } from './message-list.tsx';
import { Notices } from './notices.tsx';
import { hasApp, isAppConversation, titleOf } from './people.tsx';
import { repliesIn } from './replies.ts';
import { ShortcutsMenu } from './shortcuts-menu.tsx';
import { ThreadSummary } from './thread-summary.tsx';
import { useSend } from './use-send.ts';

export type ConversationViewProps = {
  conversation: Conversation;
  as: string;
  device: 'desktop' | 'phone';
  onOpenThread: (ts: string) => void;
};

/** The modal says this itself, so it need not be said once more below it. */
const SAID_IN_MODAL = 'We had some trouble connecting. Try again?';

export function ConversationView({ conversation, as, device, onOpenThread }: ConversationViewProps) {
  const { state } = useSandbox();
  const act = useAct();
  const send = useSend({ state, as, device });
  const { id } = conversation;
  const [written, setWritten] = useState(0);
  const write = (text: string) => {
    setWritten(written + 1);
    send(conversation, text);
  };
  const messages = messagesFor(state, id, as);
  const replyLists = repliesIn(state, id, as);
  const notices = state.notices.filter(
    (notice) => notice.user === as && (notice.conversation ?? id) === id && notice.text !== SAID_IN_MODAL,
  );
  const title = titleOf(state, conversation, as);
  const isChannel = conversation.kind === 'public' || conversation.kind === 'private';
  const where = isChannel ? `#${title}` : title;
  const isMember = conversation.members.includes(as);
  return (
    <>
      <MessageList
        key={id}
        label={`Messages in ${where}`}
        messages={messages}
        written={written}
        as={as}
        days
        empty={<EmptyConversation state={state} conversation={conversation} as={as} />}
        onOpenThread={onOpenThread}
        below={(message) => {
          const replies = replyLists.get(message.ts) ?? [];
          const open = () => onOpenThread(message.thread_ts ?? message.ts);
          return <ThreadSummary replies={replies} appUser={state.slackApp.bot_user_id} onOpen={open} />;
        }}
        after={
          <>
            {state.contacts.length === 0 && isMember && hasApp(state, conversation) && isChannel ? (
              <FirstStep appName={state.slackApp.name} app={state.app.state} onTry={write} />
            ) : null}
            <Notices notices={notices} />
          </>
        }
      />
      {conversation.is_archived ? (
        <p className="composer-closed">This channel is archived: nobody can write here, the app neither.</p>
      ) : isAppConversation(state, conversation) && !state.appHome.takesMessages ? (
        <p className="composer-closed">Sending messages to this app has been turned off.</p>
      ) : isMember ? (
        <Composer
          key={`${id} ${as}`}
          label={`Message ${where}`}
          commands={state.commands}
          tools={<ShortcutsMenu as={as} conversation={id} />}
          draft={`${as} ${id}`}
          focusOnLoad
          onSend={write}
        />
      ) : (
        <p className="composer-closed">
          You are not in #{title}.{' '}
          <button
            type="button"
            className="button"
            onClick={() => void act({ type: 'member', conversation: id, user: as, member: true })}
          >
            Join channel
          </button>
        </p>
      )}
    </>
  );
}
