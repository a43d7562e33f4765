import type { ReactNode } from 'react';
import type { Account, ContactCard } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { agentName, flowName, queueName } from './contact-words.ts';

/** What Amazon Connect knows of a contact, and all that was sent for it. */
export function ContactFacts({ card, account }: { card: ContactCard; account: Account }) {
  const { contact, chat } = card;
  const { viewer } = useDirectory();
  const { transcript: _, ...parameters } = contact;
  const time = (at: number) => timeOfDay(at, viewer, true);
  const facts: [string, ReactNode][] = [
    [
      'ContactId',
      <span className="copyable" key="id">
        <code className="code contact-id">{contact.id}</code>
        <CopyButton text={contact.id} label="Copy ContactId" />
      </span>,
    ],
    ['Flow', flowName(account, contact.flowId)],
    ['Started', time(contact.initiatedAt)],
  ];
  if (contact.connectedAt)
    facts.push([contact.channel === 'VOICE' ? 'Answered' : 'Opened', time(contact.connectedAt)]);
  if (contact.queue)
    facts.push(['Queue', `${queueName(account, contact.queue.id)}, ${time(contact.queue.at)}`]);
  if (contact.agent)
    facts.push(['Agent', `${agentName(account, contact.agent.id)}, ${time(contact.agent.at)}`]);
  if (contact.initiationMethod === 'INBOUND') facts.push(['Begun by', 'the customer']);
  if (chat?.streamed) facts.push(['Streamed', 'to the app']);
  if (contact.disconnectedAt) facts.push(['Ended', time(contact.disconnectedAt)]);
  if (contact.previousContactId) facts.push(['Transferred from', short(contact.previousContactId)]);
  for (const next of contact.nextContacts) facts.push(['Transferred to', short(next.id)]);
  return (
    <div className="facts">
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>Parameters as sent</summary>
        <JsonView value={parameters} label="Parameters as sent" />
      </details>
    </div>
  );
}

function short(id: string): string {
  return `…${id.slice(-12)}`;
}
