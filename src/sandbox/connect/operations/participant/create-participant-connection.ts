import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { CONNECTION_MS } from '../../chat/chat.ts';
import { participantJoined } from '../../chat/items-of-step.ts';
import { parseRequest } from '../../parse-request.ts';
import { bearerToken } from '../create-participant.ts';
import type { Operation } from '../operation.ts';
import { byParticipantToken } from './require-participant.ts';

const shape = z.strictObject({
  Type: z
    .array(z.enum(['WEBSOCKET', 'CONNECTION_CREDENTIALS', 'WEBRTC_CONNECTION']))
    .min(1)
    .optional(),
  ConnectParticipant: z.boolean().optional(),
});

/**
 * POST /participant/connection, within 15 s of CreateParticipant and again whenever a token is needed. Who has not
 * asked to be connected gets a token that nothing can be done with.
 */
export const createParticipantConnection: Operation = ({ body, bearer, note }, simulation) => {
  const { Type = [], ConnectParticipant = false } = parseRequest(shape, body, note, 'ValidationException');
  if (!Type.includes('CONNECTION_CREDENTIALS')) {
    throw new AwsError('ValidationException', 'Simulated: Type must have CONNECTION_CREDENTIALS.');
  }
  const { chat, participant } = byParticipantToken(bearer, simulation);
  const { clock, newId, tell } = simulation;
  const expiresAt = clock.now() + CONNECTION_MS;
  const token = bearerToken('connection', chat.id, newId());
  participant.connections.push({ token, expiresAt });
  if (ConnectParticipant && participant.connectedAt === undefined) {
    participant.connectedAt = clock.now();
    tell(chat, participantJoined(participant, chat.contactId));
  }
  return {
    ConnectionCredentials: { ConnectionToken: token, Expiry: new Date(expiresAt).toISOString() },
  };
};
