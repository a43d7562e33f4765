import type { ContactCard } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';

/** What Amazon Connect may do to the app itself, while it is in the chat. */
export function ParticipantActions({ card: { contact, chat } }: { card: ContactCard }) {
  const act = useAct();
  if (!chat?.participant) return null;
  const title = `${chat.participant} in this chat`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere
    <div className="action-row" role="group" aria-label={title}>
      <span className="action-row-title" aria-hidden="true">
        {title}
      </span>
      <button
        type="button"
        className="button button-small"
        onClick={() => void act({ type: 'participant', id: contact.id, do: 'expire' })}
      >
        Token runs out
      </button>
      <button
        type="button"
        className="button button-small"
        onClick={() => void act({ type: 'participant', id: contact.id, do: 'drop' })}
      >
        Disconnect it
      </button>
    </div>
  );
}
