import type { Look } from './look.ts';

/** Whose credentials they are. Source: AWS STS API, GetCallerIdentity. */
export interface Caller {
  account: string;
  arn: string;
}

/** Source: Amazon Connect API, Instance. */
export interface InstanceFacts {
  arn: string;
  alias: string;
  status: string;
  /** Why its creation failed. */
  reason?: string;
  hasOutboundCalls: boolean;
}

/** Source: Amazon Connect API, ContactFlowSummary. */
export interface FlowFacts {
  id: string;
  name: string;
  type: string;
  state: string;
  status: string;
}

/** Source: Amazon Connect API, ListPhoneNumbersSummary. */
export interface NumberFacts {
  id: string;
  /** E.164. */
  number: string;
  type: string;
  /** The ARN of the number that it was imported as. */
  importedAs?: string;
}

/** Source: Amazon Connect API, ClaimedPhoneNumberSummary. */
export interface ClaimedNumber {
  /** Of an instance, or of a traffic distribution group. */
  targetArn: string;
  status: string;
  /** Why it failed. */
  reason?: string;
}

/** Source: Amazon Connect API, Queue. */
export interface QueueFacts {
  name: string;
  status: string;
  hasCallerId: boolean;
}

/** Something harmless that is read of what isn't there, to learn whether it may be read. */
export type Trial =
  | 'DescribeContact'
  | 'DescribeUser'
  | 'ListQueues'
  | 'DescribeOptedOutNumbers'
  | 'ListMessageTemplates'
  | 'GetMessageTemplate'
  | 'RenderMessageTemplate'
  | 'SearchQuickResponses';

/** Reads AWS for doctor. Nothing is changed or started, nothing is thrown, and each answer comes within 8 s. */
export interface AwsReader {
  /** Nothing where it names none. */
  region(): Promise<string | undefined>;
  caller(): Promise<Look<Caller>>;
  instance(): Promise<Look<InstanceFacts>>;
  /** Of all types. */
  flows(): Promise<Look<FlowFacts[]>>;
  /** Those of the instance. */
  numbers(): Promise<Look<NumberFacts[]>>;
  /** By id or ARN. */
  number(id: string): Promise<Look<ClaimedNumber>>;
  queue(id: string): Promise<Look<QueueFacts>>;
  /** A second, by its code in Service Quotas. */
  quota(code: string): Promise<Look<number>>;
  /** What IAM's simulator says of an action on each of these resources; it may not be asked by everybody. */
  mayDo(action: string, resources: readonly string[]): Promise<Look<boolean>>;
  /** `gone` is what it is tried with, but for a list or a knowledge base. */
  try(trial: Trial): Promise<Look<unknown>>;
}
