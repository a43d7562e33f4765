import { SnsError } from './sns-error.ts';
import { arnOf, defaultPolicy, type Subscription, type Topic, type TopicBook } from './topic.ts';
import { list, map, member, text } from './xml.ts';

export const ACTION_NAMES = ['GetTopicAttributes', 'ListSubscriptionsByTopic'] as const;

export type ActionName = (typeof ACTION_NAMES)[number];

/** Takes the parameters of the request, returns what its result holds, as XML; throws SnsError. */
type Action = (input: URLSearchParams, book: TopicBook) => string;

/** AWS lists so many subscriptions at a time. */
const PAGE = 100;

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

const getTopicAttributes: Action = (input, book) => {
  const topic = requireTopic(input, book);
  const { policy, kmsKeyId, subscriptions } = topic;
  const pending = subscriptions.filter(({ isPending }) => isPending).length;
  const attributes = {
    TopicArn: arnOf(book, topic.name),
    Owner: book.accountId,
    DisplayName: '',
    Policy: policy ?? defaultPolicy(book, topic.name),
    SubscriptionsConfirmed: String(subscriptions.length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
    ...(kmsKeyId ? { KmsMasterKeyId: kmsKeyId } : {}),
    ...(topic.name.endsWith('.fifo') ? { FifoTopic: 'true', ContentBasedDeduplication: 'false' } : {}),
  };
  return map('Attributes', attributes);
};

const listSubscriptionsByTopic: Action = (input, book) => {
  const topic = requireTopic(input, book);
  const from = Number(input.get('NextToken') ?? 0);
  if (!Number.isInteger(from) || from < 0)
    throw new SnsError('InvalidParameter', 'Invalid parameter: NextToken');
  const page = topic.subscriptions.slice(from, from + PAGE);
  const next = from + PAGE < topic.subscriptions.length ? String(from + PAGE) : undefined;
  const all = page.map((subscription) => present(subscription, topic, book));
  return list('Subscriptions', all) + (next ? text('NextToken', next) : '');
};

function present({ id, protocol, endpoint, isPending }: Subscription, topic: Topic, book: TopicBook): string {
  const arn = arnOf(book, topic.name);
  return member({
    TopicArn: arn,
    Protocol: protocol,
    SubscriptionArn: isPending ? 'PendingConfirmation' : `${arn}:${id}`,
    Owner: book.accountId,
    Endpoint: endpoint,
  });
}

/** Whoever asks for a topic of another region or account is told the same as of one that is not there. */
function requireTopic(input: URLSearchParams, book: TopicBook): Topic {
  const arn = input.get('TopicArn') ?? '';
  if (!TOPIC_ARN.test(arn)) throw new SnsError('InvalidParameter', 'Invalid parameter: TopicArn');
  const topic = [...book.topics.values()].find(({ name }) => arnOf(book, name) === arn);
  if (!topic) throw new SnsError('NotFound', 'Topic does not exist');
  return topic;
}

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  GetTopicAttributes: getTopicAttributes,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
};
