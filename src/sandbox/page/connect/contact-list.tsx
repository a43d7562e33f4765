import type { SandboxState } from '../../page-api.ts';
import { usePreference } from '../state/preference.ts';
import { useRoute } from '../state/route.ts';
import { Switch } from '../ui/switch.tsx';
import { moveByArrows } from '../ui/use-roving.ts';
import { ContactItem } from './contact-item.tsx';

/** More would make the page slow, and nobody scrolls that far. */
const SHOWN = 100;

/** The newest first; it is open unless another one was opened by hand. */
export function ContactList({ state }: { state: SandboxState }) {
  const [route, go] = useRoute();
  const [numbers, setNumbers] = usePreference<'masked' | 'whole'>('numbers', 'masked');
  const cards = state.contacts.slice(-SHOWN).reverse();
  const chosen = route.contact === 'none' || cards.some(({ contact }) => contact.id === route.contact);
  const openId = chosen ? route.contact : cards[0]?.contact.id;
  if (cards.length === 0) {
    return (
      <div className="empty">
        <h2>No contacts yet</h2>
        <p>
          As soon as somebody sends a reach-out, it shows here with the customer’s phone: then you answer,
          reply, hang up, or let it ring.
        </p>
      </div>
    );
  }
  return (
    <>
      <div className="panel-tools">
        <Switch
          label="Show whole numbers"
          on={numbers === 'whole'}
          onChange={(on) => setNumbers(on ? 'whole' : 'masked')}
        />
      </div>
      <ul className="contacts" aria-label="Contacts" onKeyDown={(event) => moveByArrows(event)}>
        {cards.map((card) => (
          <ContactItem
            key={card.contact.id}
            card={card}
            account={state.account}
            open={card.contact.id === openId}
            unmasked={numbers === 'whole'}
            onToggle={() => go({ contact: card.contact.id === openId ? 'none' : card.contact.id })}
          />
        ))}
      </ul>
      {state.contacts.length > SHOWN ? (
        <p className="empty-note">{state.contacts.length - SHOWN} older ones are not shown.</p>
      ) : null}
    </>
  );
}
