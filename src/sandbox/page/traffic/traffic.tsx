import { useDeferredValue, useState } from 'react';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Switch } from '../ui/switch.tsx';
import { moveByArrows } from '../ui/use-roving.ts';
import { DIRECTIONS, type Filter, matches, NO_FILTER } from './filter.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestLine } from './request-line.tsx';

/** More lines than that nobody reads; the filter finds the others. */
const SHOWN = 300;

/** Every request between Slack, the app and Amazon Connect, newest first. */
export function Traffic({ onClose }: { onClose: () => void }) {
  const { requests } = useSandbox();
  const act = useAct();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [selectedId, setSelectedId] = useState<number>();
  const change = (changes: Partial<Filter>) => setFilter((before) => ({ ...before, ...changes }));
  const rows = useDeferredValue(requests)
    .filter((row) => matches(row, filter))
    .slice(-SHOWN)
    .reverse();
  const selected = requests.find(({ id }) => id === selectedId);
  const stop = rows.some(({ id }) => id === selectedId) ? selectedId : rows[0]?.id;
  return (
    <section
      className="traffic"
      aria-label="Slack and AWS traffic"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="traffic-tools">
        <h2>Slack and AWS traffic</h2>
        <input
          className="control"
          type="search"
          aria-label="Filter requests"
          placeholder="Filter by name, status or error"
          value={filter.text}
          onChange={({ target }) => change({ text: target.value })}
        />
        <Choice
          label="Direction"
          value={filter.direction}
          options={DIRECTIONS}
          onChange={(direction) => change({ direction })}
        />
        <Switch
          label="Only trouble"
          on={filter.onlyTrouble}
          onChange={(onlyTrouble) => change({ onlyTrouble })}
        />
        <button
          type="button"
          className="button button-small"
          onClick={() => void act({ type: 'clearRequests' })}
        >
          Clear
        </button>
        <button type="button" className="icon-button" aria-label="Close traffic" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="traffic-body">
        <ul className="requests" aria-label="Requests" onKeyDown={(event) => moveByArrows(event)}>
          {rows.length === 0 ? <li className="empty-note">No request fits.</li> : null}
          {rows.map((row) => (
            <li key={row.id}>
              <RequestLine
                row={row}
                selected={row.id === selectedId}
                stop={row.id === stop}
                onSelect={() => setSelectedId(row.id)}
              />
            </li>
          ))}
        </ul>
        {selected ? (
          <RequestDetail row={selected} />
        ) : (
          <p className="empty-note">Choose a request to see what was sent and answered.</p>
        )}
      </div>
    </section>
  );
}
