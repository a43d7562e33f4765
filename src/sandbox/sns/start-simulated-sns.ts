import { faultBook } from '../connect/fault-book.ts';
import { SANDBOX_CREDENTIALS } from '../connect/index.ts';
import { close, listen } from '../connect/listen.ts';
import type { Credentials } from '../connect/sigv4.ts';
import { type Asker, lets } from '../resource-policy.ts';
import type { ActionName } from './actions.ts';
import type { SnsFault, SnsFaultOrder } from './faults.ts';
import { snsServer } from './sns-server.ts';
import { arnOf, type Topic, type TopicBook } from './topic.ts';

export type SimulatedSnsOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  topics?: readonly Topic[];
  /** Who may sign; `SANDBOX_CREDENTIALS` when left out. */
  credentials?: readonly Credentials[];
  region?: string;
  accountId?: string;
};

export type SimulatedSns = {
  /** For AWS_ENDPOINT_URL_SNS. */
  readonly url: string;
  stop(): Promise<void>;
  /** By name or ARN. */
  topic(nameOrArn: string): Topic | undefined;
  /** Adds one, or takes the place of one with its name. */
  putTopic(topic: Topic): void;
  deleteTopic(name: string): void;
  /** Whether the topic's policy, and its encryption, let a service publish to it. */
  canPublish(arn: string, asker: Asker): boolean;
  fault(order: SnsFaultOrder): SnsFault;
  cancelFault(id: number): void;
  clearFaults(): void;
};

/** A stand-in for Amazon SNS on 127.0.0.1, as far as its topics are looked at. Rejects when the port is taken. */
export async function startSimulatedSns(options: SimulatedSnsOptions = {}): Promise<SimulatedSns> {
  const { credentials = [SANDBOX_CREDENTIALS], region = 'us-east-1', accountId = '123456789012' } = options;
  const topics = new Map(options.topics?.map((topic) => [topic.name, topic]));
  const book: TopicBook = { region, accountId, topics };
  const faults = faultBook<ActionName, SnsFaultOrder>(Math.random);
  const server = snsServer({ book, faults, credentials });
  const port = await listen(server, options.port ?? 0);
  const find = (nameOrArn: string) => {
    const name = nameOrArn.split(':').at(-1) ?? '';
    return nameOrArn.includes(':') && arnOf(book, name) !== nameOrArn ? undefined : topics.get(name);
  };

  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => close(server),
    topic: find,
    putTopic: (topic) => void topics.set(topic.name, topic),
    deleteTopic: (name) => void topics.delete(name),
    canPublish(arn, asker) {
      const topic = find(arn);
      // A service can't use the key that AWS manages.
      if (!topic || topic.kmsKeyId === 'alias/aws/sns') return false;
      return lets(topic.policy, { action: 'sns:Publish', resource: arn, asker });
    },
    fault: (order) => faults.add(order),
    cancelFault: (id) => faults.cancel(id),
    clearFaults: () => faults.clear(),
  };
}
