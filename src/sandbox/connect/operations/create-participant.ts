import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { type CustomParticipant, customParticipant } from '../chat/chat.ts';
import { expiresAt } from '../contact/contact.ts';
import { requireInstance } from '../find-resource.ts';
import { parseRequest } from '../parse-request.ts';
import { clientToken, contactId, instanceId, text } from '../shapes/common.ts';
import type { Operation } from './operation.ts';
import { requireOpenChat } from './require-open-chat.ts';

const shape = z.strictObject({
  InstanceId: instanceId,
  ContactId: contactId,
  ParticipantDetails: z.strictObject({
    ParticipantRole: z.enum(['AGENT', 'CUSTOMER', 'SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR']),
    DisplayName: text(1, 256),
    ParticipantCapabilities: z
      .strictObject({ Video: z.literal('SEND').optional(), ScreenShare: z.literal('SEND').optional() })
      .optional(),
  }),
  ClientToken: clientToken.optional(),
});

/**
 * POST /contact/create-participant, for a custom participant. A second one is ServiceQuotaExceededException (402),
 * one beside an agent ConflictException. The same ClientToken gets the same answer, though that participant be gone.
 */
export const createParticipant: Operation = ({ body, note }, simulation) => {
  const input = parseRequest(shape, body, note, 'InvalidRequestException');
  const { seed, clock, newId } = simulation;
  requireInstance(seed, input.InstanceId);
  const { ParticipantRole, DisplayName } = input.ParticipantDetails;
  if (ParticipantRole !== 'CUSTOM_BOT') {
    throw new AwsError('InvalidRequestException', 'Only a custom participant can be added to the contact.');
  }
  const { chat, current } = requireOpenChat(input.ContactId, simulation);
  const repeated = chat.participants.find(
    (one) => input.ClientToken !== undefined && one.clientToken === input.ClientToken,
  );
  const answer = ({ id, token }: CustomParticipant) => ({
    ParticipantId: id,
    ParticipantCredentials: {
      ParticipantToken: token,
      Expiry: new Date(expiresAt(current) ?? 0).toISOString(),
    },
  });
  if (repeated) return answer(repeated);
  if (current.id !== input.ContactId)
    throw new AwsError('InvalidRequestException', 'The contact is not active.');
  if (current.state === 'with_agent') throw new AwsError('ConflictException', 'An agent is in the chat.');
  if (customParticipant(chat, clock.now())) {
    throw new AwsError('ServiceQuotaExceededException', 'The chat has a custom participant already.');
  }
  const participant: CustomParticipant = {
    id: newId(),
    displayName: DisplayName,
    clientToken: input.ClientToken,
    token: bearerToken('participant', chat.id, newId()),
    createdAt: clock.now(),
    connections: [],
  };
  chat.participants.push(participant);
  simulation.tell(chat);
  return answer(participant);
};

/** Names its chat, so that it can be found again. Worth nothing anywhere else. */
export function bearerToken(kind: 'participant' | 'connection', chatId: string, secret: string): string {
  return Buffer.from(`${kind}|${chatId}|${secret}`).toString('base64url');
}
