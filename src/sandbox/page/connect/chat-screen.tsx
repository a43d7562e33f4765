import { useEffect, useRef } from 'react';
import type { ContactCard } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { useRoute } from '../state/route.ts';
import { useAct } from '../state/sandbox.tsx';
import { Bubble } from './bubble.tsx';
import { endName, STATE_NAMES } from './contact-words.ts';
import { SayForm } from './say-form.tsx';

/** The customer's screen: both sides of the chat, and where they write back, also once it is over. */
export function ChatScreen({
  card: { contact, possible, chat },
  sender,
}: {
  card: ContactCard;
  sender: string;
}) {
  const act = useAct();
  const [, go] = useRoute();
  const { viewer } = useDirectory();
  const { id, transcript, customerReadAt, state, disconnectReason, customerStopped } = contact;
  const writeAgain = async (text: string) => {
    const written = await act({ type: 'writeAgain', id, text });
    if (written.ok && written.result.contact) go({ contact: written.result.contact.id });
  };
  const log = useRef<HTMLDivElement>(null);
  const shown = `${transcript.length} ${state} ${customerReadAt} ${chat?.participant}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new shows as soon as it is there
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [shown]);
  return (
    <div className="phone">
      <div
        ref={log}
        className="phone-log"
        role="log"
        aria-label="What the customer sees"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <p className="phone-note">{sender}</p>
        {transcript.length === 0 ? <p className="phone-note">No message yet</p> : null}
        {transcript.map((entry) => (
          <Bubble key={entry.id} entry={entry} />
        ))}
        {customerReadAt ? (
          <p className="phone-note">Read at {timeOfDay(customerReadAt, viewer, true)}</p>
        ) : null}
        {customerStopped ? <p className="phone-note">Replied STOP: nothing more is delivered</p> : null}
        {state === 'ended' ? <p className="phone-note">{endName(disconnectReason)}</p> : null}
        {state === 'queued' || state === 'with_agent' ? (
          <p className="phone-note">{STATE_NAMES[state]}</p>
        ) : null}
        {chat?.participant ? <p className="phone-note">{chat.participant} is in the chat</p> : null}
      </div>
      {possible.includes('customerReply') ? (
        <SayForm
          label="Reply as the customer"
          draft={`${id} customer`}
          onSay={(text) => void act({ type: 'contact', id, action: { type: 'customerReply', text } })}
        />
      ) : null}
      {state === 'ended' ? (
        <SayForm
          label="Write again as the customer"
          draft={`${id} again`}
          onSay={(text) => void writeAgain(text)}
        />
      ) : null}
    </div>
  );
}
