import { AwsError } from './aws-error.ts';
import {
  type AgentSeed,
  type FlowSeed,
  instanceArn,
  type PhoneNumberSeed,
  phoneNumberArn,
  type QueueSeed,
  resourceArn,
  type Seed,
} from './seed.ts';

/** Each accepts an id or an ARN, as AWS does, and throws ResourceNotFoundException (404). */
export function requireInstance(seed: Seed, idOrArn: string): void {
  if (idOrArn !== seed.instance.id && idOrArn !== instanceArn(seed)) throw notFound(`Instance ${idOrArn}`);
}

export function requireFlow(seed: Seed, idOrArn: string): FlowSeed {
  const flow = seed.flows.find(
    ({ id }) => idOrArn === id || idOrArn === resourceArn(seed, 'contact-flow', id),
  );
  if (!flow) throw notFound(`Contact flow ${idOrArn}`);
  return flow;
}

/** A flow that a contact can be started with: a published, active CONTACT_FLOW. */
export function requireStartableFlow(seed: Seed, idOrArn: string): FlowSeed {
  const flow = requireFlow(seed, idOrArn);
  if (flow.type !== 'CONTACT_FLOW' || flow.state !== 'ACTIVE' || flow.status !== 'PUBLISHED') {
    throw new AwsError('InvalidRequestException', 'The flow must be an active, published CONTACT_FLOW.');
  }
  return flow;
}

export function requireQueue(seed: Seed, idOrArn: string): QueueSeed {
  const queue = seed.queues.find(({ id }) => idOrArn === id || idOrArn === resourceArn(seed, 'queue', id));
  if (!queue) throw notFound(`Queue ${idOrArn}`);
  return queue;
}

export function requireAgent(seed: Seed, idOrArn: string): AgentSeed {
  const agent = seed.agents.find(({ id }) => idOrArn === id || idOrArn === resourceArn(seed, 'agent', id));
  if (!agent) throw notFound(`User ${idOrArn}`);
  return agent;
}

export function requirePhoneNumber(seed: Seed, idOrArnOrNumber: string): PhoneNumberSeed {
  const found = seed.phoneNumbers.find(
    ({ id, number }) =>
      idOrArnOrNumber === id || idOrArnOrNumber === number || idOrArnOrNumber === phoneNumberArn(seed, id),
  );
  if (!found) throw notFound(`Phone number ${idOrArnOrNumber}`);
  return found;
}

/** A number of this instance, and not of another one of the account. */
export function requireOwnNumber(seed: Seed, idOrArnOrNumber: string): PhoneNumberSeed {
  const number = requirePhoneNumber(seed, idOrArnOrNumber);
  if (number.instanceId !== undefined) throw notFound(`Phone number ${idOrArnOrNumber} of this instance`);
  return number;
}

export function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} was not found.`);
}
