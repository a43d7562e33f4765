import type { Notice } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { useAct } from '../state/sandbox.tsx';
import { CloseIcon } from '../ui/icons.tsx';

/** What Slack itself tells one person, such as that a command went unanswered. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const act = useAct();
  const { viewer } = useDirectory();
  return notices.map(({ id, at, text }) => (
    <div className="notice" key={id} role="status">
      <div>
        <p className="only-you">Only visible to you</p>
        <p>
          <strong>Slack</strong> <span className="message-note">{timeOfDay(at, viewer)}</span> {text}
        </p>
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => void act({ type: 'dismissNotice', id })}
      >
        <CloseIcon />
      </button>
    </div>
  ));
}
