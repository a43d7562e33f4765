import { instanceArn, type Seed, topicArn } from '../connect/index.ts';

export const EVENTS_QUEUE = 'reach-out-events';

/** The rule of EventBridge that sends contact events to the queue. */
export function ruleArn({ region, accountId }: Seed): string {
  return `arn:aws:events:${region}:${accountId}:rule/reach-out-contact-events`;
}

/** Whom queue and topic let in where they are as manifest/aws/stack.json makes them. */
export function pipelinePolicies(seed: Seed) {
  const queueArn = `arn:aws:sqs:${seed.region}:${seed.accountId}:${EVENTS_QUEUE}`;
  const topic = topicArn(seed);
  return {
    ...{ queueArn, topicArn: topic },
    queue: policyOf(
      allow('events.amazonaws.com', 'sqs:SendMessage', { resource: queueArn, source: ruleArn(seed) }),
      allow('sns.amazonaws.com', 'sqs:SendMessage', { resource: queueArn, source: topic }),
    ),
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
