import type { PersonRecord } from '../../slack/index.ts';
import { ModalStack } from '../modal/modal-stack.tsx';
import { useRoute } from '../state/route.ts';
import { useSandbox } from '../state/sandbox.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { AppHome } from './app-home.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { ConversationView } from './conversation-view.tsx';
import { currentConversation } from './current-conversation.ts';
import { isAppConversation } from './people.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';

export type WorkspaceProps = { person: PersonRecord; device: 'desktop' | 'phone' };

/** The Slack side: conversations, the one that is open, and a thread. */
export function Workspace({ person, device }: WorkspaceProps) {
  const { state } = useSandbox();
  const [route, go] = useRoute();
  const as = person.id;
  const conversation = currentConversation(state, as, route.in);
  if (!conversation) return <p className="empty">{person.real_name} is in no conversation.</p>;
  const view = (
    <ConversationView
      conversation={conversation}
      as={as}
      device={device}
      onOpenThread={(ts) => go({ in: conversation.id, thread: ts })}
    />
  );
  const home = <AppHome as={as} appName={state.slackApp.name} home={state.homes[as]} device={device} />;
  const hasTabs = state.appHome.hasHome && isAppConversation(state, conversation);
  const select = (id: string) => go({ in: id, thread: undefined, tab: undefined });
  return (
    <div className={route.thread ? 'workspace workspace-threaded' : 'workspace'}>
      <Sidebar state={state} as={as} selected={conversation.id} onSelect={select} />
      <main className="conversation">
        <ConversationHeader state={state} conversation={conversation} as={as} onSelect={select} />
        {hasTabs ? (
          <Tabs
            label={state.slackApp.name}
            selected={route.tab ?? 'messages'}
            onSelect={(tab) => go({ tab: tab === 'home' ? 'home' : 'messages' })}
            tabs={[
              { key: 'home', label: 'Home', content: () => home },
              { key: 'messages', label: 'Messages', content: () => view },
            ]}
          />
        ) : (
          view
        )}
      </main>
      {route.thread ? (
        <ThreadPane
          conversation={conversation}
          ts={route.thread}
          as={as}
          device={device}
          onClose={() => go({ thread: undefined })}
        />
      ) : null}
      <ModalStack views={state.modals[as] ?? []} appName={state.slackApp.name} device={device} />
    </div>
  );
}
