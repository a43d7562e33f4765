import { topicArn } from '../connect/index.ts';
import type { Topic } from '../sns/index.ts';
import { DEAD_LETTERS, EVENTS_QUEUE, pipelinePolicies, subscription } from '../stage/pipeline.ts';
import type { Stage } from '../stage/stage.ts';
import type { Mistake } from './mistake.ts';

/** What nobody could read; it begins like the event of another service. */
const UNREADABLE = '{"version":"0","detail-type":"Amazon Connect Contact Event","detail":';

const topicOf = ({ connect, sns }: Stage): Topic | undefined => sns.topic(topicArn(connect.seed));

function change(stage: Stage, changes: Partial<Topic>): void {
  const topic = topicOf(stage);
  if (topic) stage.sns.putTopic({ ...topic, ...changes });
}

export const PIPELINE_MISTAKES: readonly Mistake[] = [
  {
    id: 'queue-policy',
    area: 'Pipeline',
    title: 'The policy of the events queue lets nobody send.',
    make: ({ sqs }) => sqs.configure(EVENTS_QUEUE, { policy: undefined }),
    mend: ({ sqs, connect }) => sqs.configure(EVENTS_QUEUE, { policy: pipelinePolicies(connect.seed).queue }),
    isMade: ({ sqs }) => !sqs.settings(EVENTS_QUEUE).policy,
  },
  {
    id: 'dead-letters',
    area: 'Pipeline',
    title: 'Dead letters lie in their queue, and nobody looks at them.',
    make({ sqs }) {
      if (sqs.messages(DEAD_LETTERS).length === 0) sqs.send(DEAD_LETTERS, UNREADABLE);
    },
    mend: ({ sqs }) => sqs.purge(DEAD_LETTERS),
    isMade: ({ sqs }) => sqs.messages(DEAD_LETTERS).length > 0,
  },
  {
    id: 'topic-policy',
    area: 'Pipeline',
    title: 'The policy of the messages topic lets Amazon Connect not publish.',
    make: (stage) => change(stage, { policy: '{"Version":"2012-10-17","Statement":[]}' }),
    mend: (stage) => change(stage, { policy: pipelinePolicies(stage.connect.seed).topic }),
    isMade: (stage) => topicOf(stage)?.policy !== pipelinePolicies(stage.connect.seed).topic,
  },
  {
    id: 'subscription',
    area: 'Pipeline',
    title: 'The messages topic delivers to no queue.',
    make: (stage) => change(stage, { subscriptions: [] }),
    mend: (stage) => change(stage, { subscriptions: [subscription(stage.connect.seed)] }),
    isMade: (stage) => topicOf(stage)?.subscriptions.length === 0,
  },
];

/** A minute is a failure, and at five AWS refuses every call. */
const AHEAD_MS = 2 * 60_000;

export const APP_MISTAKES: readonly Mistake[] = [
  {
    id: 'clock',
    area: 'App',
    title: "The app's clock is two minutes behind AWS's.",
    make: (stage) => setAwsClock(stage, AHEAD_MS),
    mend: (stage) => setAwsClock(stage, 0),
    isMade: ({ connect }) => connect.clockAhead() !== 0,
  },
];

function setAwsClock({ connect, qconnect }: Stage, ms: number): void {
  connect.setClockAhead(ms);
  qconnect.setClockAhead(ms);
}
