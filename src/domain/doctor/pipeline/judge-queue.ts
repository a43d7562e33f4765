import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';
import { type Admission, admission, isLike } from './admission.ts';
import { inRegionOf, nameIn, partsOf } from './arn.ts';
import { type AwsAnswer, judgeUntold } from './aws-answer.ts';
import { policyWith } from './policy-with.ts';

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

/** One that the queue has to let in. */
interface Sender {
  /** As it is told. */
  name: string;
  service: string;
  /** ARN, in which * may stand for more. */
  source: string;
  answer: Admission;
  /** What lacks without it. */
  lacking: string;
}

function judgeSenders(facts: QueueFacts, { url, topicArn }: QueueSettings): Finding[] {
  const { arn, policy, kmsKey } = facts;
  if (kmsKey && /(?:^|\/)aws\/sqs$/.test(kmsKey)) return [encryptedByAws(arn, url)];
  const asker = { action: 'sqs:SendMessage', resource: arn, account: partsOf(arn).account };
  const rule = `arn:${partsOf(arn).partition}:events:${partsOf(arn).region}:${asker.account}:rule/`;
  const senders = [
    {
      ...{ name: 'EventBridge', service: 'events.amazonaws.com', lacking: 'No contact event comes in.' },
      source: `${rule}*`,
      isSource: (pattern: string) => pattern.includes(':events:') || isLike(pattern, `${rule}x`),
    },
    ...(topicArn
      ? [
          {
            ...{ name: 'the topic of CONNECT_MESSAGES_TOPIC_ARN', service: 'sns.amazonaws.com' },
            ...{ lacking: 'No message of a chat comes in.', source: topicArn },
            isSource: (pattern: string) => isLike(pattern, topicArn),
          },
        ]
      : []),
  ].map(({ isSource, ...sender }): Sender => {
    const { service } = sender;
    return { ...sender, answer: admission(policy, { ...asker, service, isSource }) };
  });
  // Each command mends all, because each sets the whole policy.
  const missing = senders.filter(({ answer }) => answer === 'no').map((sender) => allowing(sender, arn));
  const whole = JSON.stringify({ Policy: policyWith(policy, missing) });
  const queue = `--queue-url ${url}${inRegionOf(arn)}`;
  return senders.map((sender) =>
    judgeSender(sender, {
      set: `aws sqs set-queue-attributes ${queue} --attributes ${shellWord(whole)}`,
      get: `aws sqs get-queue-attributes ${queue} --attribute-names Policy`,
    }),
  );
}

function allowing({ service, source }: Sender, arn: string) {
  return {
    ...{ Effect: 'Allow', Principal: { Service: service }, Action: 'sqs:SendMessage', Resource: arn },
    Condition: { ArnLike: { 'aws:SourceArn': source } },
  };
}

function judgeSender(
  { name, service, answer, lacking }: Sender,
  commands: { set: string; get: string },
): Finding {
  const common = { area: 'Pipeline', check: 'queue-policy' } as const;
  if (answer === 'yes') return { ...common, verdict: 'ok', says: `The queue's policy lets ${name} send.` };
  if (answer === 'unclear')
    return {
      ...{ ...common, verdict: 'warning' },
      says: `It is not known whether the queue's policy lets ${name} send.`,
      cause: 'It says so by what only AWS can decide on.',
      next: `Look at it: sqs:SendMessage has to be allowed to ${service}.`,
      command: commands.get,
    };
  const says = `The queue's policy does not let ${name} send.`;
  const failure = { ...common, verdict: 'failure', says } as const;
  if (answer === 'denied')
    return {
      ...failure,
      cause: `${lacking} A statement with "Deny" goes before all that allow it.`,
      next: `Take that statement out, or let it spare ${service}.`,
      command: commands.get,
    };
  return {
    ...{ ...failure, cause: lacking },
    next: 'Add a statement to its policy, which leaves the present ones, or deploy manifest/aws/stack.json again.',
    command: commands.set,
  };
}

function encryptedByAws(arn: string, url: string): Finding {
  return {
    ...{ area: 'Pipeline', check: 'queue-policy', verdict: 'failure' },
    says: 'The queue is encrypted with the KMS key that AWS manages (alias/aws/sqs).',
    cause: 'Neither EventBridge nor SNS can use that key, so nothing comes in.',
    next: "Encrypt it with SQS's own key, as manifest/aws/stack.json does.",
    command: `aws sqs set-queue-attributes --queue-url ${url}${inRegionOf(arn)} --attributes KmsMasterKeyId=,SqsManagedSseEnabled=true`,
  };
}
