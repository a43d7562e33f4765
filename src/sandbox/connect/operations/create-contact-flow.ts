import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { requireInstance } from '../find-resource.ts';
import { problemsOf } from '../flow-language.ts';
import { parseRequest } from '../parse-request.ts';
import { resourceArn } from '../seed.ts';
import { text } from '../shapes/common.ts';
import { FLOW_TYPES } from './list-contact-flows.ts';
import type { Operation } from './operation.ts';

const shape = z.strictObject({
  Name: z.string().min(1),
  Type: z.enum(FLOW_TYPES),
  Content: text(1, 256_000),
  Description: z.string().optional(),
  Status: z.enum(['PUBLISHED', 'SAVED']).optional(),
  Tags: z.record(text(1, 128), text(0, 256)).optional(),
});

/** PUT /contact-flows/{InstanceId}. What is to be published is validated, and published where nothing else is said. */
export const createContactFlow: Operation = ({ labels, body, note }, simulation) => {
  const { seed, newId } = simulation;
  requireInstance(seed, labels.InstanceId ?? '');
  const { Name, Type, Content, Status } = parseRequest(shape, body, note, 'InvalidParameterException');
  const status = Status ?? 'PUBLISHED';
  const problems = status === 'PUBLISHED' ? problemsOf(Content) : [];
  if (problems.length > 0) {
    throw new AwsError('InvalidContactFlowException', 'The flow is not valid.', {
      problems: problems.map((message) => ({ message })),
    });
  }
  if (seed.flows.some(({ name }) => name === Name))
    throw new AwsError('DuplicateResourceException', 'A resource with the specified name already exists.');
  const id = newId();
  seed.flows.push({ id, name: Name, type: Type, state: 'ACTIVE', status, content: Content });
  simulation.changes.emit({ type: 'settings' });
  return {
    ContactFlowId: id,
    ContactFlowArn: resourceArn(seed, 'contact-flow', id),
    FlowContentSha256: createHash('sha256').update(Content).digest('hex'),
  };
};
