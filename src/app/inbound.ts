import { parseChatMessage } from '../connect/inbound/chat-message.ts';
import { parseContactEvent } from '../connect/inbound/contact-event.ts';
import { createInboundQueue, inboundOf } from '../connect/inbound/queue.ts';
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
  { config, log, overrides, health, opened }: Site,
  { heard }: Pick<Store, 'heard'>,
  { context }: Engine,
): void {
  const { eventsQueueUrl: url, messagesTopicArn: topicArn } = config;
  const { instanceId } = config.settings;
  if (!url) return;
  const { clock } = context;
  const ctx: Context = { ...context, actor: { kind: 'contact_event' } };
  const aws = { ...overrides.sqs, requestHandler: createTransport(MOST_BYTES).handler };
  const queue = createInboundQueue({ url, aws, log, clock }, [
    inboundOf(
      (body) => parseContactEvent(body, instanceId),
      (news, firstAt) => {
        heard.note('contact_event');
        return recordNews({ ctx, input: { news, firstAt } });
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
  health.watch('contact_events', () => {
    const isStill = clock.now().getTime() - queue.wellUntil().getTime() > MOST_STILL_MS;
    return {
      details: { contact_events_read_at: queue.readAt().toISOString() },
      reason: isStill ? (queue.reason() ?? 'The queue of contact events stands still.') : undefined,
    };
  });
}
