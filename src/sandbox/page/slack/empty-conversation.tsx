import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { hasApp, isAppConversation, titleOf } from './people.tsx';

export const FIRST_STEP = '/reach-out +1 206 555 0152 sms Hi there';

export type EmptyConversationProps = {
  state: SandboxState;
  conversation: Conversation;
  as: string;
  /** Does the first step for the newcomer. */
  onTry: (line: string) => void;
};

/** Where nobody has written yet: what this place is, and what to do first. */
export function EmptyConversation({ state, conversation, as, onTry }: EmptyConversationProps) {
  const { name } = state.slackApp;
  if (isAppConversation(state, conversation)) {
    return (
      <div className="empty">
        <h2>{name} writes to you here</h2>
        <p>It does so when it can’t post in the conversation that a reach-out was asked for in.</p>
      </div>
    );
  }
  if (!hasApp(state, conversation)) {
    const channel = conversation.kind === 'public' || conversation.kind === 'private';
    return (
      <div className="empty">
        <h2>{name} isn’t in this conversation</h2>
        <p>
          {channel ? (
            <>
              Try <code className="code">/reach-out</code> to see what a person is told, then type{' '}
              <code className="code">/invite @{name}</code> to let it in.
            </>
          ) : (
            <>
              In a direct message between people an app can’t be. Try <code className="code">/reach-out</code>{' '}
              to see what a person is told.
            </>
          )}
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>Reach a customer from #{titleOf(state, conversation, as)}</h2>
      <ol className="steps">
        <li>
          Type <code className="code">{FIRST_STEP}</code> below, and press Enter.
        </li>
        <li>Check the form that opens, and send it.</li>
        <li>
          Watch the card and its thread here. At the right you are the customer: answer, reply, or let
          something go wrong.
        </li>
      </ol>
      <button type="button" className="button button-primary" onClick={() => onTry(FIRST_STEP)}>
        Do the first step for me
      </button>
      <p className="empty-note">
        Nothing leaves this machine: the app is the real one, Slack and Amazon Connect are simulated.
      </p>
    </div>
  );
}
