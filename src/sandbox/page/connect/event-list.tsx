import type { SandboxState } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { JsonView } from '../ui/json-view.tsx';

const SHOWN = 60;

type Told = { key: string; at: number; title: string; contactId: string; value: unknown };

/** What Amazon Connect has told of contacts and of streamed chats, newest first, and the queue that it goes through. */
export function EventList({ state }: { state: SandboxState }) {
  const { viewer } = useDirectory();
  const { queue } = state;
  const told = toldIn(state);
  return (
    <div className="panel-body">
      <p className="panel-text">
        Queue between Amazon Connect and the app: {queue.waiting} waiting, {queue.inFlight} in flight,{' '}
        {queue.dead} given up.
      </p>
      {told.length === 0 ? <p className="empty-note">No contact events yet.</p> : null}
      <ul className="events">
        {told.map(({ key, at, title, contactId, value }) => (
          <li key={key}>
            <details>
              <summary>
                <time dateTime={new Date(at).toISOString()}>{timeOfDay(at, viewer, true)}</time>{' '}
                <strong>{title}</strong> <span>…{contactId.slice(-6)}</span>
              </summary>
              <JsonView value={value} label={title} />
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One may be delivered twice under the same id, so its place is part of its key. */
function toldIn({ contactEvents, chatMessages }: SandboxState): Told[] {
  const events = contactEvents.map((event, index) => ({
    key: `${event.id} ${index}`,
    at: Date.parse(event.time),
    title: event.detail.eventType,
    contactId: event.detail.contactId,
    value: event,
  }));
  const messages = chatMessages.map(({ id, at, role, what, contactId, body, attributes }, index) => ({
    key: `${id} ${index}`,
    at,
    title: `${role} ${what}`,
    contactId,
    value: { body, attributes },
  }));
  return [...events, ...messages].sort((a, b) => b.at - a.at).slice(0, SHOWN);
}
