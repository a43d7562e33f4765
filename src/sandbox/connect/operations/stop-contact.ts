import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import { contactId, instanceId } from '../shapes/common.ts';
import type { Operation } from './operation.ts';

const shape = z.strictObject({
  ContactId: contactId,
  InstanceId: instanceId,
  DisconnectReason: z.strictObject({ Code: z.string().optional() }).optional(),
});

/**
 * POST /contact/stop. A call that has ended is ContactNotFoundException (410), a chat InvalidRequestException;
 * so is a call that was transferred. Source: Amazon Connect API, StopContact.
 */
export const stopContact: Operation = ({ body, note }, { seed, book, act }) => {
  const input = parseRequest(shape, body, note, 'InvalidParameterException');
  requireInstance(seed, input.InstanceId);
  const contact = book.require(input.ContactId);
  if (contact.state === 'ended') {
    const type = contact.channel === 'VOICE' ? 'ContactNotFoundException' : 'InvalidRequestException';
    throw new AwsError(type, 'The contact is not active.');
  }
  if (contact.channel === 'VOICE' && contact.initiationMethod === 'TRANSFER') {
    throw new AwsError('InvalidRequestException', 'A transferred call cannot be stopped.');
  }
  act(contact.id, { type: 'stop' }, 'api');
  return {};
};
