import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { hasApp, isAppConversation, titleOf } from './people.tsx';

export type EmptyConversationProps = { state: SandboxState; conversation: Conversation; as: string };

/** Where nobody has written yet: what is special about this place. */
export function EmptyConversation({ state, conversation, as }: EmptyConversationProps) {
  const { name } = state.slackApp;
  const isChannel = conversation.kind === 'public' || conversation.kind === 'private';
  const title = titleOf(state, conversation, as);
  if (isAppConversation(state, conversation)) {
    return (
      <div className="empty">
        <h2>{name} writes to you here</h2>
        <p>It does so when it can’t post in the conversation that a reach-out was asked for in.</p>
      </div>
    );
  }
  if (hasApp(state, conversation)) {
    return (
      <div className="empty">
        <h2>This is the beginning of {isChannel ? `#${title}` : title}</h2>
        <p>{name} is in it, so a reach-out from here keeps its thread here.</p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{name} isn’t in this conversation</h2>
      {isChannel ? (
        <p>
          Try <code className="code">/reach-out</code> to see what a person is told, then type{' '}
          <code className="code">/invite @{name}</code> to let it in.
        </p>
      ) : (
        <p>
          In a direct message between people an app can’t be. Try <code className="code">/reach-out</code> to
          see what a person is told.
        </p>
      )}
    </div>
  );
}
