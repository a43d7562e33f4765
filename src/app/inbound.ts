import { differenceInMilliseconds } from 'date-fns';
import { parseChatMessage } from '../connect/inbound/chat-message.ts';
import { readContactEvent } from '../connect/inbound/contact-event.ts';
import { createInboundQueue, inboundOf, type Taken } from '../connect/inbound/queue.ts';
import { createTransport } from '../connect/transport.ts';
import { recordNews } from '../domain/contact/record-news.ts';
import { hear } from '../domain/conversation/hear.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Engine } from './engine.ts';
import type { Site } from './site.ts';
import type { Store } from './store.ts';

/** SQS answers every 20 s at the latest; what happens in so long a silence is looked up by other ways. */
const MOST_STILL_MS = 5 * 60_000;

/** Ten messages of a mebibyte each, as JSON. */
const MOST_BYTES = 24_000_000;

/** Takes in contact events, and what is said in chats, where a queue is set up. */
export function readInbound(
  { config, log, overrides, health, metrics, opened }: Site,
  { heard }: Pick<Store, 'heard'>,
  { context }: Engine,
): void {
  const { eventsQueueUrl: url, messagesTopicArn: topicArn } = config;
  const { instanceId } = config.settings;
  if (!url) return;
  const { clock } = context;
  const { series, watch } = metrics;
  const ctx: Context = { ...context, actor: { kind: 'contact_event' } };
  const aws = { ...overrides.sqs, requestHandler: createTransport(MOST_BYTES).handler };
  const onTaken = (outcome: Taken) => series.inbound.add({ outcome });
  const queue = createInboundQueue({ url, aws, log, clock, watch, onTaken }, [
    inboundOf(
      (body) => readContactEvent(body, instanceId),
      async ({ news, type, sentAt }, firstAt) => {
        heard.note('contact_event');
        await recordNews({ ctx, input: { news, firstAt } });
        series.events.add({ type });
        if (sentAt) series.eventAge.observe({}, differenceInMilliseconds(clock.now(), sentAt) / 1000);
      },
    ),
    ...(topicArn
      ? [
          inboundOf(
            (body) => parseChatMessage(body, { topicArn, instanceId }),
            (input) => {
              heard.note('chat_message');
              return hear({ ctx, input });
            },
          ),
        ]
      : []),
  ]);
  queue.start();
  opened.push(() => queue.stop());
  metrics.beforeAnswer(() =>
    series.inboundRead.set({}, Math.max(0, differenceInMilliseconds(clock.now(), queue.readAt()) / 1000)),
  );
  const look = () => {
    const isStill = differenceInMilliseconds(clock.now(), queue.wellUntil()) > MOST_STILL_MS;
    return { reason: isStill ? (queue.reason() ?? 'The queue of contact events stands still.') : undefined };
  };
  const details = () => ({ contact_events_read_at: queue.readAt().toISOString() });
  health.watch('contact_events', () => ({ ...look(), details: details() }));
  // What is said in chats comes by the same way.
  if (topicArn) health.watch('messages', look);
}
