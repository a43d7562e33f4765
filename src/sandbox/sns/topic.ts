export type Subscription = {
  id: string;
  protocol: 'sqs' | 'https' | 'email';
  /** ARN of a queue, an address or a mailbox. */
  endpoint: string;
  /** Not confirmed yet: it has no ARN, and gets nothing. */
  isPending?: boolean;
};

/** A topic; one whose name ends with `.fifo` is FIFO. */
export type Topic = {
  name: string;
  /** JSON; absent: the default, which lets the owner alone do anything. */
  policy?: string;
  /** Encrypted at rest with it. */
  kmsKeyId?: string;
  subscriptions: Subscription[];
};

/** The topics of one account and region. */
export type TopicBook = {
  region: string;
  accountId: string;
  topics: Map<string, Topic>;
};

export function arnOf({ region, accountId }: Pick<TopicBook, 'region' | 'accountId'>, name: string): string {
  return `arn:aws:sns:${region}:${accountId}:${name}`;
}

/** As every topic has it that nobody has given another. Source: Amazon SNS, "Default access policy". */
export function defaultPolicy(book: TopicBook, name: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:GetTopicAttributes', 'SNS:ListSubscriptionsByTopic', 'SNS:Publish', 'SNS:Subscribe'],
        Resource: arnOf(book, name),
        Condition: { StringEquals: { 'AWS:SourceOwner': book.accountId } },
      },
    ],
  });
}
