import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';
import { inRegionOf, nameIn } from './arn.ts';
import { type AwsAnswer, judgeUntold } from './aws-answer.ts';
import type { QueueFacts } from './judge-queue.ts';

/** While the database is away for a minute, something may be read twice. */
const LEAST_RECEIVES = 5;

/** `count`: of the dead-letter queue; asked of a queue that has one. */
export function judgeDeadLetters(
  { arn, redrive }: QueueFacts,
  url: string,
  count: AwsAnswer<{ url: string; count: number }> | undefined,
): Finding[] {
  const common = { area: 'Pipeline', check: 'dead-letters' } as const;
  if (!redrive || !count)
    return [
      {
        ...{ ...common, verdict: 'warning', says: 'The queue has no dead-letter queue.' },
        cause: 'What can never be read is read again and again until the queue forgets it.',
        next: 'Give it one, in place of ARN_OF_ANOTHER_QUEUE, as manifest/aws/stack.json does.',
        command: redriving(url, arn, 'ARN_OF_ANOTHER_QUEUE'),
      },
    ];
  const name = nameIn(redrive.deadLetterArn);
  const few: Finding[] =
    redrive.maxReceives >= LEAST_RECEIVES
      ? []
      : [
          {
            ...{ ...common, verdict: 'warning' },
            says: `What is read ${inUnits(redrive.maxReceives, 'time')} without being stored goes to the dead-letter queue.`,
            cause: 'While the database is away for a minute, events may be read so often and be lost.',
            next: 'Set maxReceiveCount of the redrive policy to 10.',
            command: redriving(url, arn, redrive.deadLetterArn),
          },
        ];
  if (count.kind === 'told') return [judgeCount(name, redrive.deadLetterArn, count.facts), ...few];
  const action = 'sqs:GetQueueAttributes';
  const variable = "the queue's redrive policy";
  return [
    judgeUntold(count, { check: common.check, action, variable, what: `The dead-letter queue ${name}` }),
    ...few,
  ];
}

function redriving(url: string, arn: string, deadLetterTargetArn: string): string {
  const policy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: '10' });
  const attributes = shellWord(JSON.stringify({ RedrivePolicy: policy }));
  return `aws sqs set-queue-attributes --queue-url ${url}${inRegionOf(arn)} --attributes ${attributes}`;
}

function judgeCount(name: string, arn: string, { url, count }: { url: string; count: number }): Finding {
  const common = { area: 'Pipeline', check: 'dead-letters' } as const;
  if (count === 0) return { ...common, verdict: 'ok', says: `The dead-letter queue ${name} is empty.` };
  return {
    ...{ ...common, verdict: 'warning' },
    says: `${inUnits(count, 'message')} in the dead-letter queue ${name}.`,
    cause: 'They could not be delivered, or not be stored ten times; threads may lack what they tell.',
    next: `Look at them. Once the cause is gone, aws sqs start-message-move-task --source-arn ${arn}${inRegionOf(arn)} sends them again.`,
    command: `aws sqs receive-message --queue-url ${url}${inRegionOf(arn)} --max-number-of-messages 10 --visibility-timeout 0`,
  };
}
