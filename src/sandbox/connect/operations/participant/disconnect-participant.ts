import * as z from 'zod';
import { participantLeft } from '../../chat/items-of-step.ts';
import { parseRequest } from '../../parse-request.ts';
import { clientToken } from '../../shapes/common.ts';
import type { Operation } from '../operation.ts';
import { byConnectionToken } from './require-participant.ts';

const shape = z.strictObject({ ClientToken: clientToken.optional() });

/** POST /participant/disconnect. The contact goes on. */
export const disconnectParticipant: Operation = ({ body, bearer, note }, simulation) => {
  parseRequest(shape, body, note, 'ValidationException');
  const { chat, participant } = byConnectionToken(bearer, simulation);
  participant.leftAt = simulation.clock.now();
  simulation.tell(chat, participantLeft(participant, chat.contactId));
  return {};
};
