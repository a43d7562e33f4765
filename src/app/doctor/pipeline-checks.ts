import { createQueueExaminer, type QueueExaminer } from '../../connect/doctor/pipeline/queue.ts';
import { createTopicExaminer } from '../../connect/doctor/pipeline/topic.ts';
import type { Check } from '../../domain/doctor/check.ts';
import { judgeDeadLetters } from '../../domain/doctor/pipeline/judge-dead-letters.ts';
import { judgeHeard } from '../../domain/doctor/pipeline/judge-heard.ts';
import { judgeQueue } from '../../domain/doctor/pipeline/judge-queue.ts';
import { judgeSubscription, judgeTopic } from '../../domain/doctor/pipeline/judge-topic.ts';
import { judgeWithout } from '../../domain/doctor/pipeline/judge-without.ts';
import { readHeard } from '../../store/heard.ts';
import { tablesOf } from '../../store/migrate.ts';
import type { Examined } from './examined.ts';

const area = 'Pipeline';

/** The queue of contact events and chat messages, and what fills it. */
export function pipelineChecks(examined: Examined): Check[] {
  const { eventsQueueUrl: url, messagesTopicArn: topicArn } = examined.config;
  if (!url) return [{ area, id: 'events-queue', run: async () => [judgeWithout('queue')] }];
  return [
    { area, id: 'events-queue', run: (signal) => examineQueue(examined, url, signal) },
    topicArn
      ? { area, id: 'messages-topic', run: (signal) => examineTopic(examined, { url, topicArn }, signal) }
      : { area, id: 'messages-topic', run: async () => [judgeWithout('topic')] },
    { area, id: 'last-event', run: () => examineHeard(examined) },
  ];
}

async function withQueue<T>(
  { outside }: Examined,
  url: string,
  use: (examiner: QueueExaminer) => Promise<T>,
): Promise<T> {
  const examiner = createQueueExaminer(url, outside.sqs ?? {});
  return use(examiner).finally(() => examiner.close());
}

async function regionOf({ outside }: Examined): Promise<string | undefined> {
  const { region } = outside.connect ?? {};
  return typeof region === 'function' ? region() : region;
}

function examineQueue(examined: Examined, url: string, signal: AbortSignal) {
  return withQueue(examined, url, async (examiner) => {
    const answer = await examiner.queue(signal);
    const findings = judgeQueue(answer, {
      url,
      region: await regionOf(examined),
      topicArn: examined.config.messagesTopicArn,
    });
    if (answer.kind !== 'told') return findings;
    const { redrive } = answer.facts;
    const count = redrive && (await examiner.count(redrive.deadLetterArn, signal));
    return [...findings, ...judgeDeadLetters(answer.facts, url, count)];
  });
}

async function examineTopic(
  examined: Examined,
  { url, topicArn }: { url: string; topicArn: string },
  signal: AbortSignal,
) {
  const { instanceId } = examined.config.settings;
  const examiner = createTopicExaminer(topicArn, examined.outside.sns ?? {});
  try {
    const topic = await examiner.topic(signal);
    const instanceArn = instanceId && arnOfInstance(instanceId, topicArn);
    const findings = judgeTopic(topic, { topicArn, instanceArn });
    if (topic.kind !== 'told') return findings;
    const queue = await withQueue(examined, url, (queues) => queues.queue(signal));
    const queueArn = queue.kind === 'told' ? queue.facts.arn : arnOfQueue(url, topicArn);
    return [...findings, judgeSubscription(await examiner.subscriptions(signal), { topicArn, queueArn })];
  } finally {
    examiner.close();
  }
}

async function examineHeard(examined: Examined) {
  const { database, config } = examined;
  const opened = await database().catch(() => undefined);
  // Of one that can't be opened, or has other tables, the check of the database tells.
  if (!opened || (await tablesOf(opened.kysely)) !== 'current') return [];
  const heard = await readHeard(opened.kysely);
  return judgeHeard(heard, config.messagesTopicArn !== undefined, await regionOf(examined));
}

/** In the account and region of the topic, where Amazon Connect publishes to it alone. */
function arnOfInstance(idOrArn: string, topicArn: string): string {
  if (idOrArn.startsWith('arn:')) return idOrArn;
  const [, partition, , region, account] = topicArn.split(':');
  return `arn:${partition}:connect:${region}:${account}:instance/${idOrArn}`;
}

/** As its URL has it, where SQS does not tell. */
function arnOfQueue(url: string, topicArn: string): string {
  const [account, name] = new URL(url).pathname.split('/').slice(-2);
  const [, partition, , region] = topicArn.split(':');
  return `arn:${partition}:sqs:${region}:${account}:${name}`;
}
