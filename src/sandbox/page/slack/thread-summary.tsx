import type { Message } from '../../slack/index.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { Avatar } from './people.tsx';

export type ThreadSummaryProps = { replies: readonly Message[]; appUser: string; onOpen: () => void };

export function ThreadSummary({ replies, appUser, onOpen }: ThreadSummaryProps) {
  const { viewer, personName } = useDirectory();
  const last = replies.at(-1);
  if (!last) return null;
  const people = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  return (
    <button type="button" className="thread-summary" onClick={onOpen}>
      {people.map((id) => (
        <Avatar key={id} id={id} name={personName(id) ?? id} isApp={id === appUser} />
      ))}
      <span className="thread-count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</span>
      <span className="thread-last">last at {timeOfDay(Number(last.ts) * 1000, viewer)}</span>
    </button>
  );
}
