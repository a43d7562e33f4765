import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { notFound, requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import { clientToken, contactId, instanceId, text } from '../shapes/common.ts';
import type { Simulation } from '../simulation.ts';
import type { Operation } from './operation.ts';
import { requireOpenChat } from './require-open-chat.ts';

const startShape = z.strictObject({
  InstanceId: instanceId,
  ContactId: contactId,
  ChatStreamingConfiguration: z.strictObject({ StreamingEndpointArn: text(1, 350) }),
  ClientToken: clientToken,
});

/** POST /contact/start-streaming. From now on; what was said before is in the transcript alone. */
export const startContactStreaming: Operation = ({ body, note }, simulation) => {
  const input = parseRequest(startShape, body, note, 'InvalidParameterException');
  requireInstance(simulation.seed, input.InstanceId);
  const { StreamingEndpointArn } = input.ChatStreamingConfiguration;
  requireTopic(StreamingEndpointArn, simulation);
  const { chat, contact } = requireOpenChat(input.ContactId, simulation);
  if (contact.id !== chat.id) throw invalid('The contact must be the first one of its chain.');
  if (chat.stream?.clientToken === input.ClientToken) return { StreamingId: chat.stream.id };
  if (chat.stream) throw new AwsError('LimitExceededException', 'The contact is streamed already.');
  chat.stream = { id: simulation.newId(), topicArn: StreamingEndpointArn, clientToken: input.ClientToken };
  simulation.tell(chat);
  return { StreamingId: chat.stream.id };
};

const stopShape = z.strictObject({
  InstanceId: instanceId,
  ContactId: contactId,
  StreamingId: text(1, 100),
});

/** POST /contact/stop-streaming. */
export const stopContactStreaming: Operation = ({ body, note }, simulation) => {
  const input = parseRequest(stopShape, body, note, 'InvalidParameterException');
  requireInstance(simulation.seed, input.InstanceId);
  const { chat } = requireOpenChat(input.ContactId, simulation);
  if (chat.stream?.id !== input.StreamingId) throw notFound(`Streaming ${input.StreamingId}`);
  delete chat.stream;
  simulation.tell(chat);
  return {};
};

/** A standard topic of this account and region that Connect may publish to. */
function requireTopic(arn: string, { canPublish }: Simulation): void {
  if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/.test(arn)) {
    throw invalid('StreamingEndpointArn must be the ARN of a standard Amazon SNS topic.');
  }
  if (!canPublish(arn)) throw invalid('Amazon Connect cannot publish to the topic.');
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}
