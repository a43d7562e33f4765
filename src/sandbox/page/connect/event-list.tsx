import type { SandboxState } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { JsonView } from '../ui/json-view.tsx';

const SHOWN = 60;

/** The contact events that Amazon Connect has sent, newest first, and the queue they go through. */
export function EventList({ state: { contactEvents, queue } }: { state: SandboxState }) {
  const { viewer } = useDirectory();
  return (
    <div className="panel-body">
      <p className="panel-text">
        Queue between Amazon Connect and the app: {queue.waiting} waiting, {queue.inFlight} in flight,{' '}
        {queue.dead} given up.
      </p>
      {contactEvents.length === 0 ? <p className="empty-note">No contact events yet.</p> : null}
      <ul className="events">
        {contactEvents
          .slice(-SHOWN)
          .reverse()
          .map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an event may be delivered twice, with the same id
            <li key={`${event.id} ${index}`}>
              <details>
                <summary>
                  <time dateTime={event.time}>{timeOfDay(Date.parse(event.time), viewer, true)}</time>{' '}
                  <strong>{event.detail.eventType}</strong> <span>…{event.detail.contactId.slice(-12)}</span>
                </summary>
                <JsonView value={event} label={`Contact event ${event.detail.eventType}`} />
              </details>
            </li>
          ))}
      </ul>
    </div>
  );
}
