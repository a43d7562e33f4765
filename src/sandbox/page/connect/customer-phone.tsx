import type { Contact } from '../../connect/index.ts';
import type { Account, ContactCard } from '../../page-api.ts';
import { PhoneIcon } from '../ui/icons.tsx';
import { ChatScreen } from './chat-screen.tsx';
import { endName, senderName } from './contact-words.ts';

/** What the customer sees and hears. */
export function CustomerPhone({ card, account }: { card: ContactCard; account: Account }) {
  const sender = senderName(account, card.contact.system.address);
  return card.contact.channel === 'VOICE' ? (
    <Call contact={card.contact} sender={sender} />
  ) : (
    <ChatScreen card={card} sender={sender} />
  );
}

const CALL_TITLES: Record<Contact['state'], string> = {
  initiated: 'The call is being placed',
  ringing: 'The phone is ringing',
  connected: 'On the phone, hearing the message',
  queued: 'On the phone, waiting for an agent',
  with_agent: 'On the phone with an agent',
  ended: 'The call is over',
};

function Call({ contact, sender }: { contact: Contact; sender: string }) {
  const { state, attributes, disconnectReason } = contact;
  const heard = contact.connectedAt !== undefined;
  return (
    <div className={`phone phone-call phone-${state}`}>
      <PhoneIcon />
      <p className="phone-title">{CALL_TITLES[state]}</p>
      <p className="phone-note">From {sender}</p>
      {state === 'ended' ? <p className="phone-note">{endName(disconnectReason)}</p> : null}
      {attributes.message ? (
        <p className={heard ? 'spoken' : 'spoken spoken-later'}>“{attributes.message}”</p>
      ) : null}
      {attributes.message && !heard && state !== 'ended' ? (
        <p className="phone-note">Spoken once somebody answers</p>
      ) : null}
    </div>
  );
}
