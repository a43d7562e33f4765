import type { Message } from './types.ts';

/** The messages of one conversation, replies and ephemeral ones included, in the order of their ts. */
export type Timeline = {
  messages: Message[];
  byTs: Map<string, Message>;
  /** Replies by the ts of the message that heads their thread. */
  replies: Map<string, Message[]>;
};

export function emptyTimeline(): Timeline {
  return { messages: [], byTs: new Map(), replies: new Map() };
}

/** @param keep the most messages to remember; the oldest go */
export function addToTimeline(timeline: Timeline, message: Message, keep: number): void {
  timeline.messages.push(message);
  timeline.byTs.set(message.ts, message);
  if (message.thread_ts && message.thread_ts !== message.ts && !message.visible_to) {
    const replies = timeline.replies.get(message.thread_ts);
    if (replies) replies.push(message);
    else timeline.replies.set(message.thread_ts, [message]);
  }
  // A quarter over, then cut at once: dropping one at a time would move the array for every post.
  if (timeline.messages.length > keep * 1.25) {
    const forgotten = timeline.messages.splice(0, timeline.messages.length - keep);
    for (const old of forgotten) forget(timeline, old);
  }
}

export function removeFromTimeline(timeline: Timeline, message: Message): void {
  const index = timeline.messages.indexOf(message);
  if (index >= 0) timeline.messages.splice(index, 1);
  forget(timeline, message);
}

function forget(timeline: Timeline, message: Message): void {
  timeline.byTs.delete(message.ts);
  if (!message.thread_ts) {
    timeline.replies.delete(message.ts);
    return;
  }
  const replies = timeline.replies.get(message.thread_ts);
  const index = replies?.indexOf(message) ?? -1;
  if (replies && index >= 0) replies.splice(index, 1);
}
