import type { TranscriptEntry } from '../../connect/index.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';

type Drop = NonNullable<TranscriptEntry['dropped']>;

/** What became of a message that went nowhere. */
const DROPS: Record<Drop, string> = {
  opted_out: 'dropped: the number has opted out',
  window_closed: 'dropped: the customer wrote more than a day ago, or never',
  unsupported: 'not carried: Amazon Connect never sees it',
  too_long: 'over 1,024 characters: Amazon Connect never sees it',
};

const WRITERS: Partial<Record<TranscriptEntry['from'], string>> = { AGENT: 'Agent', CUSTOM_BOT: 'The app' };

/** One message on the customer's screen. */
export function Bubble({ entry }: { entry: TranscriptEntry }) {
  const { viewer } = useDirectory();
  const { at, from, displayName, dropped, receivedAt, readAt } = entry;
  const notes = [
    displayName ?? WRITERS[from],
    timeOfDay(at, viewer, true),
    dropped && DROPS[dropped],
    readAt ? 'read' : receivedAt ? 'delivered' : undefined,
  ];
  return (
    <div className={`bubble bubble-${from.toLowerCase()}${dropped ? ' bubble-dropped' : ''}`}>
      <p>{shown(entry)}</p>
      <p className="bubble-note">{notes.filter(Boolean).join(' · ')}</p>
    </div>
  );
}

const KINDS: Record<string, string> = { '[location]': 'A location', '[contact_card]': 'A contact card' };

function shown({ content, contentType, fileName, dropped }: TranscriptEntry): string {
  if (fileName) return `Attachment: ${fileName}`;
  if (contentType.endsWith('interactive.response')) return `Chose “${JSON.parse(content).action}”`;
  return (dropped === 'unsupported' && KINDS[content]) || content;
}
