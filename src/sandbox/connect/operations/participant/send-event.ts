import * as z from 'zod';
import { EVENTS } from '../../chat/chat.ts';
import { participantEvent } from '../../chat/items-of-step.ts';
import { parseRequest } from '../../parse-request.ts';
import { clientToken, text } from '../../shapes/common.ts';
import type { Operation } from '../operation.ts';
import { once } from './once.ts';
import { byConnectionToken } from './require-participant.ts';

const shape = z.strictObject({
  ContentType: z.enum([EVENTS.typing, EVENTS.acknowledged, EVENTS.delivered, EVENTS.read]),
  Content: text(1, 16_384).optional(),
  ClientToken: clientToken.optional(),
});

/** POST /participant/event. */
export const sendEvent: Operation = ({ body, bearer, note }, simulation) => {
  const input = parseRequest(shape, body, note, 'ValidationException');
  const { chat, participant } = byConnectionToken(bearer, simulation);
  return once(chat, input.ClientToken, () => {
    const { newId, clock, tell } = simulation;
    const sent = { id: newId(), at: clock.now() };
    tell(chat, {
      ...participantEvent(input.ContentType, participant, chat.contactId, input.Content),
      ...sent,
    });
    return sent;
  });
};
