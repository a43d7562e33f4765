import { Fragment, type ReactNode, useEffect, useState } from 'react';
import type { Message } from '../../slack/index.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { dayHeading } from '../block-kit/slack-date.ts';
import { ChevronIcon } from '../ui/icons.tsx';
import { moveByArrows } from '../ui/use-roving.ts';
import { MessageRow } from './message-row.tsx';
import { useEnd } from './use-end.ts';

export type MessageListProps = {
  label: string;
  messages: readonly Message[];
  as: string;
  /** How often the person has written here: each time they see what comes of it. */
  written: number;
  empty?: ReactNode;
  onOpenThread?: (ts: string) => void;
  /** What stands below a message: the summary of its thread. */
  below?: (message: Message) => ReactNode;
  /** Lines between days; a thread goes without. */
  days?: boolean;
  /** What Slack itself says at the end. */
  after?: ReactNode;
};

/** So many messages are shown at first, and more with each press. */
const STEP = 200;

export function MessageList(props: MessageListProps) {
  const { label, messages, as, written, empty, onOpenThread, below, days = false, after } = props;
  const { viewer } = useDirectory();
  const { list, content, isAtEnd, goToEnd, onScroll } = useEnd();
  const [focused, setFocused] = useState<string>();
  const [shown, setShown] = useState(STEP);
  const stop = messages.some(({ ts }) => ts === focused) ? focused : messages.at(-1)?.ts;
  const newest = messages.at(-1)?.ts;
  const visible = messages.slice(-shown);
  const hidden = messages.length - visible.length;

  const [seen, setSeen] = useState(newest);
  if (isAtEnd && seen !== newest) setSeen(newest);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one has written
  useEffect(goToEnd, [written]);

  return (
    <div className="message-pane">
      <div
        ref={list}
        className="message-list"
        role="log"
        aria-label={label}
        onKeyDown={(event) => moveByArrows(event)}
        onScroll={onScroll}
      >
        <div ref={content} className="message-list-content">
          <div className="message-list-space" />
          {messages.length === 0 ? empty : null}
          {hidden > 0 ? (
            <button type="button" className="button older" onClick={() => setShown(shown + STEP)}>
              Show older messages ({hidden})
            </button>
          ) : null}
          {visible.map((message, index) => {
            const heading = days ? dayHeading(Number(message.ts) * 1000, viewer) : '';
            const before = visible[index - 1];
            const isNew = days && (!before || dayHeading(Number(before.ts) * 1000, viewer) !== heading);
            return (
              <Fragment key={message.ts}>
                {isNew ? <p className="day">{heading}</p> : null}
                <MessageRow
                  message={message}
                  as={as}
                  stop={message.ts === stop}
                  onFocus={() => setFocused(message.ts)}
                  onOpenThread={
                    onOpenThread ? () => onOpenThread(message.thread_ts ?? message.ts) : undefined
                  }
                >
                  {below?.(message)}
                </MessageRow>
              </Fragment>
            );
          })}
          {after}
        </div>
      </div>
      {isAtEnd || seen === newest ? null : (
        <button type="button" className="button button-small newest" onClick={goToEnd}>
          New messages <ChevronIcon />
        </button>
      )}
    </div>
  );
}
