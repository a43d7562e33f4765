import type { ReactNode } from 'react';
import type { Message } from '../../slack/index.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { useDirectory } from '../block-kit/directory.ts';
import { Emoji } from '../block-kit/glyphs.tsx';
import { MrkdwnText } from '../block-kit/mrkdwn-text.tsx';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { SurfaceContext } from '../block-kit/surface.ts';
import { MessageActions } from './message-actions.tsx';
import { MessageFiles } from './message-files.tsx';
import { Avatar } from './people.tsx';
import { useMessageSurface } from './use-message-surface.ts';

export type MessageRowProps = {
  message: Message;
  as: string;
  /** The one that Tab reaches. */
  stop: boolean;
  onFocus: () => void;
  onOpenThread?: (() => void) | undefined;
  children?: ReactNode;
};

export function MessageRow({ message, as, stop, onFocus, onOpenThread, children }: MessageRowProps) {
  const { viewer, personName } = useDirectory();
  const surface = useMessageSurface(message, as);
  const isApp = message.bot_id !== undefined;
  const name = personName(message.user) ?? message.user;
  const at = Number(message.ts) * 1000;
  const own = message.visible_to !== undefined;
  return (
    <article
      className={own ? 'message message-own' : 'message'}
      aria-label={`${name}, ${timeOfDay(at, viewer)}`}
      tabIndex={stop ? 0 : -1}
      data-roving=""
      data-ts={message.ts}
      onFocus={onFocus}
    >
      <Avatar id={message.user} name={name} isApp={isApp} />
      <div className="message-main">
        {own ? <p className="only-you">Only visible to you</p> : null}
        <p className="message-head">
          <strong>{name}</strong>
          {isApp ? <span className="tag">App</span> : null}
          <time dateTime={new Date(at).toISOString()} title={timeOfDay(at, viewer, true)}>
            {timeOfDay(at, viewer)}
          </time>
          {message.edited && message.subtype !== 'tombstone' ? (
            <span className="message-note">(edited)</span>
          ) : null}
          {message.reply_broadcast ? <span className="message-note">replied to a thread</span> : null}
        </p>
        <div className={message.subtype === 'tombstone' ? 'message-body tombstone' : 'message-body'}>
          {message.blocks && message.blocks.length > 0 ? (
            <SurfaceContext value={surface}>
              <Blocks blocks={message.blocks} />
            </SurfaceContext>
          ) : (
            <MrkdwnText text={message.text} />
          )}
        </div>
        {message.files && message.files.length > 0 ? <MessageFiles files={message.files} /> : null}
        {message.reactions && message.reactions.length > 0 ? (
          <p className="reactions">
            {message.reactions.map((reaction) => (
              <span
                className="reaction"
                key={reaction.name}
                title={reaction.users.map(personName).join(', ')}
              >
                <Emoji name={reaction.name} /> {reaction.users.length}
              </span>
            ))}
          </p>
        ) : null}
        {children}
      </div>
      <MessageActions message={message} as={as} onOpenThread={onOpenThread} />
    </article>
  );
}
