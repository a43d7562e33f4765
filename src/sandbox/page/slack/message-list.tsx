import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../slack/index.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { dayHeading } from '../block-kit/slack-date.ts';
import { moveByArrows } from '../ui/use-roving.ts';
import { MessageRow } from './message-row.tsx';

export type MessageListProps = {
  label: string;
  messages: readonly Message[];
  as: string;
  empty?: ReactNode;
  onOpenThread?: (ts: string) => void;
  /** What stands below a message: the summary of its thread. */
  below?: (message: Message) => ReactNode;
  /** Lines between days; a thread goes without. */
  days?: boolean;
  /** What Slack itself says at the end. */
  after?: ReactNode;
};

/** Within so many pixels of the end one is at the end. */
const NEAR = 80;
/** So many messages are shown at first, and more with each press. */
const STEP = 200;

export function MessageList(props: MessageListProps) {
  const { label, messages, as, empty, onOpenThread, below, days = false, after } = props;
  const { viewer } = useDirectory();
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [focused, setFocused] = useState<string>();
  const [shown, setShown] = useState(STEP);
  const stop = messages.some(({ ts }) => ts === focused) ? focused : messages.at(-1)?.ts;
  const newest = messages.at(-1)?.ts;
  const visible = messages.slice(-shown);
  const hidden = messages.length - visible.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: to the end whenever anything is new
  useLayoutEffect(() => {
    if (follows.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages, newest, after]);

  return (
    <div
      ref={list}
      className="message-list"
      role="log"
      aria-label={label}
      onKeyDown={(event) => moveByArrows(event)}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR;
      }}
    >
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
              onOpenThread={onOpenThread ? () => onOpenThread(message.thread_ts ?? message.ts) : undefined}
            >
              {below?.(message)}
            </MessageRow>
          </Fragment>
        );
      })}
      {after}
    </div>
  );
}
