import * as z from 'zod';
import { parseRequest } from '../../parse-request.ts';
import { clientToken, text } from '../../shapes/common.ts';
import type { Operation } from '../operation.ts';
import { once } from './once.ts';
import { byConnectionToken } from './require-participant.ts';

/** "For SMS and WhatsApp Business Messaging contacts, only text/plain is supported", of 1 to 1,024 characters. */
const shape = z.strictObject({
  ContentType: text(1, 100).refine((type) => type === 'text/plain', {
    error: 'Only text/plain is supported',
  }),
  Content: text(1, 1024),
  ClientToken: clientToken.optional(),
});

/** POST /participant/message. */
export const sendMessage: Operation = ({ body, bearer, note }, simulation) => {
  const input = parseRequest(shape, body, note, 'ValidationException');
  const { chat, contact, participant } = byConnectionToken(bearer, simulation);
  return once(chat, input.ClientToken, () => {
    const { transcript } = simulation.act(
      contact.id,
      {
        type: 'participantSays',
        text: input.Content,
        displayName: participant.displayName,
        ...(input.ClientToken ? { clientToken: input.ClientToken } : {}),
      },
      'api',
    );
    const { id = '', at = 0 } = transcript.at(-1) ?? {};
    return { id, at };
  });
};
