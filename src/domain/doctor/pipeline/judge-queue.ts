import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { type Admission, admission, isLike } from './admission.ts';
import { nameIn, partsOf } from './arn.ts';
import { type AwsAnswer, judgeUntold } from './aws-answer.ts';

/** Source: Amazon SQS API, GetQueueAttributes. */
export interface QueueFacts {
  arn: string;
  /** How many wait to be read. */
  waiting: number;
  /** JSON; absent: its owner alone may send. */
  policy?: string;
  /** What it is encrypted with, where that is a key of KMS. */
  kmsKey?: string;
  redrive?: Redrive;
}

interface Redrive {
  deadLetterArn: string;
  /** How often something is read before it goes there. */
  maxReceives: number;
}

/** What the environment says besides. */
export interface QueueSettings {
  url: string;
  /** The region that Amazon Connect is asked in. */
  region?: string | undefined;
  topicArn?: string | undefined;
}

const COMMON = { area: 'Pipeline', check: 'events-queue' } as const;

/** So many are read in seconds; more mean that nobody reads, or that what is read can't be stored. */
const MANY = 1_000;

export function judgeQueue(answer: AwsAnswer<QueueFacts>, settings: QueueSettings): Finding[] {
  if (answer.kind === 'untold') {
    const asked = {
      check: COMMON.check,
      action: 'sqs:GetQueueAttributes',
      variable: 'CONNECT_EVENTS_QUEUE_URL',
    };
    return [judgeUntold(answer, { ...asked, what: 'The queue of contact events' })];
  }
  const { facts } = answer;
  return [judgeWaiting(facts), ...judgeRegion(facts, settings), ...judgeSenders(facts, settings)];
}

function judgeWaiting({ arn, waiting }: QueueFacts): Finding {
  const says = `The queue ${nameIn(arn)} can be read: ${inUnits(waiting, 'message')} in it.`;
  if (waiting < MANY) return { ...COMMON, verdict: 'ok', says };
  return {
    ...{ ...COMMON, verdict: 'warning', says },
    cause: 'Reach Out does not run, or takes them in more slowly than they come.',
    next: 'Start it, and look at what its /ready says.',
  };
}

function judgeRegion({ arn }: QueueFacts, { region }: QueueSettings): Finding[] {
  const { region: its } = partsOf(arn);
  if (!region || its === region) return [];
  return [
    {
      ...{ ...COMMON, verdict: 'warning' },
      says: `The queue is in ${its}, and Amazon Connect is asked in ${region}.`,
      cause: 'EventBridge and SNS reach no queue of another region by a rule and subscription of their own.',
      next: `Let CONNECT_EVENTS_QUEUE_URL name a queue in ${region}, unless something forwards to this one.`,
    },
  ];
}

/** Whom the queue has to let in. */
function judgeSenders(facts: QueueFacts, { url, topicArn }: QueueSettings): Finding[] {
  const { arn, policy, kmsKey } = facts;
  const asker = { action: 'sqs:SendMessage', resource: arn, account: partsOf(arn).account };
  const rule = `arn:${partsOf(arn).partition}:events:${partsOf(arn).region}:${asker.account}:rule/`;
  const senders: [sender: string, source: string, Admission][] = [
    [
      'EventBridge',
      `${rule}*`,
      admission(policy, {
        ...{ ...asker, service: 'events.amazonaws.com' },
        isSource: (pattern) => pattern.includes(':events:') || isLike(pattern, `${rule}x`),
      }),
    ],
  ];
  if (topicArn)
    senders.push([
      'the topic of CONNECT_MESSAGES_TOPIC_ARN',
      topicArn,
      admission(policy, {
        ...{ ...asker, service: 'sns.amazonaws.com' },
        isSource: (pattern) => isLike(pattern, topicArn),
      }),
    ]);
  if (kmsKey && /(?:^|\/)aws\/sqs$/.test(kmsKey)) return [encryptedByAws(url)];
  return senders.map(([sender, source, answer]) => judgeSender(sender, { source, answer, arn, url }));
}

function judgeSender(
  sender: string,
  { source, answer, arn, url }: { source: string; answer: Admission; arn: string; url: string },
): Finding {
  const common = { area: 'Pipeline', check: 'queue-policy' } as const;
  if (answer === 'yes') return { ...common, verdict: 'ok', says: `The queue's policy lets ${sender} send.` };
  const [service] = source.includes(':sns:') ? ['sns.amazonaws.com'] : ['events.amazonaws.com'];
  const needed = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sqs:SendMessage',
    Resource: arn,
    Condition: { ArnLike: { 'aws:SourceArn': source } },
  };
  const what = source.includes(':sns:') ? 'No message of a chat' : 'No contact event';
  const next = "Add this statement to the queue's policy, or deploy manifest/aws/stack.json again.";
  const command = JSON.stringify(needed);
  if (answer === 'unclear')
    return {
      ...{
        ...common,
        verdict: 'warning',
        says: `It is not known whether the queue's policy lets ${sender} send.`,
      },
      cause: 'It has conditions that only AWS can decide on.',
      next: `Look at it: sqs:SendMessage has to be allowed to ${service}.`,
      command: `aws sqs get-queue-attributes --queue-url ${url} --attribute-names Policy`,
    };
  return {
    ...{ ...common, verdict: 'failure', says: `The queue's policy does not let ${sender} send.` },
    ...{ cause: `${what} comes in.`, next, command },
  };
}

function encryptedByAws(url: string): Finding {
  return {
    ...{ area: 'Pipeline', check: 'queue-policy', verdict: 'failure' },
    says: 'The queue is encrypted with the KMS key that AWS manages (alias/aws/sqs).',
    cause: 'Neither EventBridge nor SNS can use that key, so nothing comes in.',
    next: "Encrypt it with SQS's own key, as manifest/aws/stack.json does.",
    command: `aws sqs set-queue-attributes --queue-url ${url} --attributes KmsMasterKeyId=,SqsManagedSseEnabled=true`,
  };
}
