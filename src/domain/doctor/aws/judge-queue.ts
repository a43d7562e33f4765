import type { Finding } from '../finding.ts';
import { idOf } from './arn.ts';
import { judgeUnseen, type Look } from './look.ts';
import type { QueueFacts } from './reader.ts';

export interface QueueOfChannel {
  /** Of the channel. */
  name: string;
  variable: string;
  /** Id or ARN. */
  queueId: string;
  /** Whether calls have a number to come from beside the queue's. */
  hasNumber: boolean;
  instanceId: string;
  region: string;
}

/** Whether the queue of calls is there, takes contacts, and has a number that calls can come from. */
export function judgeQueue(look: Look<QueueFacts>, queue: QueueOfChannel): Finding {
  const { name, variable, queueId, hasNumber, instanceId, region } = queue;
  const common = { area: 'Amazon Connect', check: `${name}-queue` } as const;
  const failure = { ...common, verdict: 'failure' } as const;
  const where = `--region ${region} --instance-id ${instanceId}`;
  if (look.kind === 'unseen') {
    if (look.trouble.code === 'gone')
      return {
        ...{ ...failure, says: `The instance has no queue ${queueId}, which ${variable} names.` },
        cause: 'It was deleted, or it is of another instance.',
        next: `Copy the id of a queue of this instance into ${variable}.`,
        command: `aws connect list-queues ${where} --queue-types STANDARD`,
      };
    const permission = { action: 'connect:DescribeQueue', sid: 'LookUpQueues' };
    return judgeUnseen(look, { ...common, what: `how the queue of ${variable} is`, permission });
  }
  const { name: called, status, hasCallerId } = look.fact;
  if (status !== 'ENABLED')
    return {
      ...{ ...failure, says: `The queue "${called}" of ${variable} is off (${status}).` },
      cause: 'It takes no contacts.',
      next: 'Switch it on, or name another one.',
      command: `aws connect update-queue-status ${where} --queue-id ${idOf(queueId)} --status ENABLED`,
    };
  if (!hasCallerId)
    return {
      ...{ ...common, verdict: hasNumber ? 'warning' : 'failure' },
      says: `The queue "${called}" of ${variable} has no number that calls come from.`,
      cause: hasNumber
        ? 'Calls to which a form gives this queue and no number have none to come from.'
        : 'Amazon Connect refuses a call that has none to come from.',
      next: 'Give the queue an outbound caller ID, in place of PHONE_NUMBER_ID.',
      command: `aws connect update-queue-outbound-caller-config ${where} --queue-id ${idOf(queueId)} --outbound-caller-config OutboundCallerIdNumberId=PHONE_NUMBER_ID`,
    };
  return {
    ...common,
    verdict: 'ok',
    says: `The queue "${called}" is on and has a number that calls come from.`,
  };
}
