import { defaultSeed, instanceArn, type Seed, type SimulatedConnect, topicArn } from '../connect/index.ts';
import { type SimulatedSns, startSimulatedSns } from '../sns/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../sqs/index.ts';

export const EVENTS_QUEUE = 'reach-out-events';
export const DEAD_LETTERS = 'reach-out-events-dead';

/** As manifest/aws/stack.json has it. */
const MOST_RECEIVES = 10;

/** What contact events and chat messages come by, in the account of Amazon Connect. */
export type Pipeline = {
  sqs: SimulatedSqs;
  sns: SimulatedSns;
  canPublish: (topicArn: string) => boolean;
};

/** Queue, dead-letter queue and topic, as manifest/aws/stack.json makes them with conversations. */
export async function openPipeline(seed: Seed = defaultSeed()): Promise<Pipeline> {
  const { accountId, region } = seed;
  const policies = pipelinePolicies(seed);
  const [name = ''] = seed.topics;
  const [sqs, sns] = await Promise.all([
    startSimulatedSqs({
      ...{ accountId, region },
      queues: [
        {
          ...{ name: EVENTS_QUEUE, policy: policies.queue },
          ...{ deadLetterQueue: DEAD_LETTERS, maxReceiveCount: MOST_RECEIVES },
        },
        { name: DEAD_LETTERS, policy: policies.deadLetters },
      ],
    }),
    startSimulatedSns({
      ...{ accountId, region },
      topics: [{ name, policy: policies.topic, subscriptions: [subscription(seed)] }],
    }),
  ]);
  const asker = { service: 'connect.amazonaws.com', sourceArn: instanceArn(seed), sourceAccount: accountId };
  return { sqs, sns, canPublish: (arn) => sns.canPublish(arn, asker) };
}

/** Lets events and messages through, as far as each on the way lets them in. */
export function layPipeline(
  { sqs, sns, canPublish }: Pipeline,
  connect: SimulatedConnect,
  waiting: string[],
): void {
  const { seed } = connect;
  const topic = topicArn(seed);
  for (const body of waiting) sqs.send(EVENTS_QUEUE, body);
  /** To the dead letters where the queue does not let it in, and to nobody where those do not either. */
  const send = (
    asker: Parameters<SimulatedSqs['canSend']>[1],
    body: string,
    attributes?: Record<string, unknown>,
  ) => {
    const queue = [EVENTS_QUEUE, DEAD_LETTERS].find((name) => sqs.canSend(name, asker));
    if (queue) sqs.send(queue, body, attributes);
  };
  const rule = { service: 'events.amazonaws.com', sourceArn: ruleArn(seed), sourceAccount: seed.accountId };
  connect.deliverEventsTo({ send: (_queue, body) => send(rule, body) }, EVENTS_QUEUE);
  const publisher = { service: 'sns.amazonaws.com', sourceArn: topic, sourceAccount: seed.accountId };
  const deliver = (body: string, attributes?: Record<string, unknown>) => {
    const isSubscribed = sns.topic(topic)?.subscriptions.some(({ endpoint }) => endpoint === queueArn(seed));
    if (isSubscribed && canPublish(topic)) send(publisher, body, attributes);
  };
  connect.deliverMessagesTo(
    { send: (_queue, body, attributes) => deliver(body, attributes) },
    EVENTS_QUEUE,
    topic,
  );
}

/** Of the queue to the topic. */
export function subscription(seed: Seed) {
  return { id: 'events', protocol: 'sqs', endpoint: queueArn(seed) } as const;
}

function queueArn({ region, accountId }: Seed, name = EVENTS_QUEUE): string {
  return `arn:aws:sqs:${region}:${accountId}:${name}`;
}

/** The rule of EventBridge that sends contact events to the queue. */
function ruleArn({ region, accountId }: Seed): string {
  return `arn:aws:events:${region}:${accountId}:rule/reach-out-contact-events`;
}

/** Whom queues and topic let in where they are as manifest/aws/stack.json makes them. */
export function pipelinePolicies(seed: Seed) {
  const topic = topicArn(seed);
  const ofQueue = (resource: string) =>
    policyOf(
      allow('events.amazonaws.com', 'sqs:SendMessage', { resource, source: ruleArn(seed) }),
      allow('sns.amazonaws.com', 'sqs:SendMessage', { resource, source: topic }),
    );
  return {
    queue: ofQueue(queueArn(seed)),
    deadLetters: ofQueue(queueArn(seed, DEAD_LETTERS)),
    topic: policyOf(
      allow('connect.amazonaws.com', 'sns:Publish', { resource: topic, source: instanceArn(seed) }),
    ),
  };
}

function allow(service: string, action: string, { resource, source }: { resource: string; source: string }) {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: [action],
    Resource: resource,
    Condition: { ArnEquals: { 'aws:SourceArn': source } },
  };
}

function policyOf(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
