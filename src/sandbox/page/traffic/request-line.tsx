import type { RequestRow } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { DIRECTIONS, isTrouble } from './filter.ts';

export type RequestLineProps = { row: RequestRow; selected: boolean; stop: boolean; onSelect: () => void };

export function RequestLine({ row, selected, stop, onSelect }: RequestLineProps) {
  const { viewer } = useDirectory();
  return (
    <button
      type="button"
      className={isTrouble(row) ? 'request request-trouble' : 'request'}
      aria-current={selected ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      data-roving=""
      onClick={onSelect}
    >
      <span className="request-time">{timeOfDay(row.at, viewer, true)}</span>
      <span className="request-way">{DIRECTIONS[row.direction]}</span>
      <span className="request-name">{row.name}</span>
      <span className="request-status">{row.status === 0 ? 'none' : row.status}</span>
      <span className="request-duration">{Math.round(row.durationMs)} ms</span>
      <span className="request-error">
        {[row.injected && `injected: ${row.injected}`, row.error, ...row.faults].filter(Boolean).join(' · ')}
      </span>
    </button>
  );
}
