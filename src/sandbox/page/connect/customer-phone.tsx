import type { Contact } from '../../connect/index.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { PhoneIcon } from '../ui/icons.tsx';
import { endName, STATE_NAMES } from './contact-words.ts';

/** What the customer sees and hears. */
export function CustomerPhone({ contact }: { contact: Contact }) {
  return contact.channel === 'VOICE' ? <Call contact={contact} /> : <Conversation contact={contact} />;
}

const CALL_TITLES: Record<Contact['state'], string> = {
  initiated: 'The call is being placed',
  ringing: 'The phone is ringing',
  connected: 'On the phone, hearing the message',
  queued: 'On the phone, waiting for an agent',
  with_agent: 'On the phone with an agent',
  ended: 'The call is over',
};

function Call({ contact }: { contact: Contact }) {
  const { state, attributes, disconnectReason } = contact;
  const heard = contact.connectedAt !== undefined;
  return (
    <div className={`phone phone-call phone-${state}`}>
      <PhoneIcon />
      <p className="phone-title">{CALL_TITLES[state]}</p>
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

function Conversation({ contact }: { contact: Contact }) {
  const { viewer } = useDirectory();
  const { transcript, customerReadAt, state, disconnectReason, customerStopped } = contact;
  return (
    <div className="phone" role="log" aria-label="What the customer sees">
      {transcript.length === 0 ? <p className="phone-note">No message yet</p> : null}
      {transcript.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a transcript only grows
        <div key={index} className={`bubble bubble-${entry.from.toLowerCase()}`}>
          <p>{entry.content}</p>
          <p className="bubble-note">
            {entry.from === 'AGENT' ? 'Agent · ' : ''}
            {timeOfDay(entry.at, viewer, true)}
            {entry.delivered ? '' : ' · dropped: the number has opted out'}
          </p>
        </div>
      ))}
      {customerReadAt ? (
        <p className="phone-note">Read at {timeOfDay(customerReadAt, viewer, true)}</p>
      ) : null}
      {customerStopped ? <p className="phone-note">Replied STOP: nothing more is delivered</p> : null}
      {state === 'ended' ? <p className="phone-note">{endName(disconnectReason)}</p> : null}
      {state === 'queued' || state === 'with_agent' ? (
        <p className="phone-note">{STATE_NAMES[state]}</p>
      ) : null}
    </div>
  );
}
