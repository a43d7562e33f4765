import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';
import { admission, isLike } from './admission.ts';
import { inRegionOf, nameIn } from './arn.ts';
import { type AwsAnswer, judgeUntold } from './aws-answer.ts';
import { policyWith } from './policy-with.ts';

/** Source: Amazon SNS API, GetTopicAttributes. */
export interface TopicFacts {
  policy?: string;
  /** What it is encrypted with, where it is. */
  kmsKey?: string;
  isFifo: boolean;
}

/** Source: Amazon SNS API, ListSubscriptionsByTopic. */
export interface Subscription {
  protocol: string;
  endpoint: string;
  isConfirmed: boolean;
}

/** What the environment says besides. */
export interface TopicSettings {
  topicArn: string;
  /** Absent where the environment names no instance. */
  instanceArn?: string | undefined;
}

const COMMON = { area: 'Pipeline', check: 'messages-topic' } as const;
const VARIABLE = 'CONNECT_MESSAGES_TOPIC_ARN';
const WHAT = 'The topic of chat messages';

export function judgeTopic(answer: AwsAnswer<TopicFacts>, settings: TopicSettings): Finding[] {
  if (answer.kind === 'untold')
    return [
      judgeUntold(answer, {
        check: COMMON.check,
        action: 'sns:GetTopicAttributes',
        what: WHAT,
        variable: VARIABLE,
      }),
    ];
  const { facts } = answer;
  const { topicArn } = settings;
  if (facts.isFifo)
    return [
      {
        ...{ ...COMMON, verdict: 'failure', says: `The topic ${nameIn(topicArn)} is FIFO.` },
        cause: 'Amazon Connect streams chats to standard topics only.',
        next: `Create a standard topic with manifest/aws/stack.json, and let ${VARIABLE} name it.`,
      },
    ];
  if (facts.kmsKey && /(?:^|\/)aws\/sns$/.test(facts.kmsKey))
    return [
      {
        ...{ ...COMMON, verdict: 'failure' },
        says: `The topic ${nameIn(topicArn)} is encrypted with the KMS key that AWS manages (alias/aws/sns).`,
        cause: 'Amazon Connect cannot use that key, so no message of a chat comes.',
        next: 'Take the key away, or use one of your own whose policy lets connect.amazonaws.com use it.',
        command: `aws sns set-topic-attributes --topic-arn ${topicArn}${inRegionOf(topicArn)} --attribute-name KmsMasterKeyId --attribute-value ""`,
      },
    ];
  return [judgePublisher(facts, settings)];
}

function judgePublisher({ policy }: TopicFacts, { topicArn, instanceArn }: TopicSettings): Finding {
  const account = topicArn.split(':')[4] ?? '';
  const answer = admission(policy, {
    ...{ service: 'connect.amazonaws.com', action: 'sns:Publish', resource: topicArn, account },
    isSource: (pattern) => (instanceArn ? isLike(pattern, instanceArn) : pattern.includes(':connect:')),
  });
  const name = nameIn(topicArn);
  const topic = `--topic-arn ${topicArn}${inRegionOf(topicArn)}`;
  const get = `aws sns get-topic-attributes ${topic} --query Attributes.Policy --output text`;
  if (answer === 'yes')
    return {
      ...COMMON,
      verdict: 'ok',
      says: `The topic ${name} lets this instance of Amazon Connect publish.`,
    };
  if (answer === 'unclear')
    return {
      ...{ ...COMMON, verdict: 'warning' },
      says: `It is not known whether the topic ${name} lets Amazon Connect publish.`,
      cause: 'Its policy says so by what only AWS can decide on.',
      next: 'Look at it: sns:Publish has to be allowed to connect.amazonaws.com.',
      command: get,
    };
  const says = `The topic ${name} does not let this instance of Amazon Connect publish.`;
  const failure = { ...COMMON, verdict: 'failure', says } as const;
  if (answer === 'denied')
    return {
      ...failure,
      cause: 'A statement of its policy with "Deny" goes before all that allow it.',
      next: 'Take that statement out, or let it spare connect.amazonaws.com.',
      command: get,
    };
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'connect.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': instanceArn ?? 'ARN_OF_THE_INSTANCE' },
    },
  };
  return {
    ...failure,
    cause: 'Its policy names no connect.amazonaws.com for it, so no conversation can be followed.',
    next: 'Deploy manifest/aws/stack.json with Conversations=yes, or add a statement to its policy, which leaves the present ones.',
    command: `aws sns set-topic-attributes ${topic} --attribute-name Policy --attribute-value ${shellWord(policyWith(policy, [statement]))}`,
  };
}

export function judgeSubscription(
  answer: AwsAnswer<readonly Subscription[]>,
  { topicArn, queueArn }: { topicArn: string; queueArn: string },
): Finding {
  const common = { area: 'Pipeline', check: 'topic-subscription' } as const;
  if (answer.kind === 'untold')
    return judgeUntold(answer, {
      ...{ check: common.check, action: 'sns:ListSubscriptionsByTopic', variable: VARIABLE },
      what: 'What the topic of chat messages delivers to',
    });
  const found = answer.facts.find(({ protocol, endpoint }) => protocol === 'sqs' && endpoint === queueArn);
  if (found?.isConfirmed)
    return { ...common, verdict: 'ok', says: 'The topic delivers to the queue of contact events.' };
  return {
    ...{ ...common, verdict: 'failure' },
    says: found
      ? "The topic's subscription of the queue is not confirmed."
      : 'The topic does not deliver to the queue of contact events.',
    cause: 'What customers write reaches no thread.',
    next: 'Subscribe the queue to the topic.',
    command: `aws sns subscribe --topic-arn ${topicArn}${inRegionOf(topicArn)} --protocol sqs --notification-endpoint ${queueArn}`,
  };
}
