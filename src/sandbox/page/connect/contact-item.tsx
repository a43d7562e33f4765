import { useId } from 'react';
import type { Account, ContactCard } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { ChevronIcon, MessageIcon, PhoneIcon } from '../ui/icons.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactFacts } from './contact-facts.tsx';
import { channelOf, endName, masked, STATE_NAMES } from './contact-words.ts';
import { CustomerPhone } from './customer-phone.tsx';

export type ContactItemProps = {
  card: ContactCard;
  account: Account;
  open: boolean;
  unmasked: boolean;
  onToggle: () => void;
};

export function ContactItem({ card, account, open, unmasked, onToggle }: ContactItemProps) {
  const { viewer } = useDirectory();
  const id = useId();
  const { contact } = card;
  const { state, customer, disconnectReason, channel } = contact;
  return (
    <li className={open ? 'contact contact-open' : 'contact'} data-contact-id={contact.id}>
      <h3>
        <button
          type="button"
          className="contact-head"
          aria-expanded={open}
          aria-controls={id}
          data-roving=""
          onClick={onToggle}
        >
          {channel === 'VOICE' ? <PhoneIcon /> : <MessageIcon />}
          <span className="contact-who">
            <span className="contact-number">{unmasked ? customer.address : masked(customer.address)}</span>
            <span className="contact-what">
              {channelOf(contact)} · {timeOfDay(contact.initiatedAt, viewer)}
            </span>
          </span>
          <span className={`state state-${state}`}>
            {state === 'ended' ? endName(disconnectReason) : STATE_NAMES[state]}
          </span>
          <ChevronIcon />
        </button>
      </h3>
      <div id={id} hidden={!open} className="contact-body">
        {open ? (
          <>
            <CustomerPhone card={card} account={account} />
            <ContactActions card={card} />
            <ContactFacts card={card} account={account} />
          </>
        ) : null}
      </div>
    </li>
  );
}
