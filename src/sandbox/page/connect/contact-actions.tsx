import type { ContactCard, WorldRequest } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { ParticipantActions } from './participant-actions.tsx';
import { SayForm } from './say-form.tsx';
import { buttonsFor } from './world-buttons.ts';

/** The tester plays everybody else: whatever can happen to this contact now. */
export function ContactActions({ card }: { card: ContactCard }) {
  const { contact, possible } = card;
  const act = useAct();
  const happen = (action: WorldRequest) => void act({ type: 'contact', id: contact.id, action });
  const groups = buttonsFor(possible, contact);
  if (groups.length === 0) return null;
  return (
    <div className="contact-actions">
      {possible.includes('agentSays') && contact.channel === 'CHAT' ? (
        <SayForm
          label="Write as the agent"
          draft={`${contact.id} agent`}
          onSay={(text) => happen({ type: 'agentSays', text })}
        />
      ) : null}
      {groups.map(({ player, title, buttons }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere
        <div key={player} className="action-row" role="group" aria-label={title}>
          <span className="action-row-title" aria-hidden="true">
            {title}
          </span>
          {buttons.map(({ label, action }) => (
            <button key={label} type="button" className="button button-small" onClick={() => happen(action)}>
              {label}
            </button>
          ))}
        </div>
      ))}
      <ParticipantActions card={card} />
    </div>
  );
}
