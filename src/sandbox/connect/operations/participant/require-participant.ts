import { AwsError } from '../../aws-error.ts';
import { type Chat, type CustomParticipant, isThere } from '../../chat/chat.ts';
import type { Contact } from '../../contact/contact.ts';
import type { Simulation } from '../../simulation.ts';

export type Present = { chat: Chat; contact: Contact; participant: CustomParticipant };

/** Whose ParticipantToken it is. Throws AccessDeniedException (403): unknown, gone, or the contact has ended. */
export function byParticipantToken(bearer: string, simulation: Simulation): Present {
  return find(bearer, simulation, ({ token }) => token === bearer);
}

/** Whose ConnectionToken it is. Throws AccessDeniedException (403), also where it is over or nobody has connected. */
export function byConnectionToken(bearer: string, simulation: Simulation): Present {
  const now = simulation.clock.now();
  return find(
    bearer,
    simulation,
    ({ connectedAt, connections }) =>
      connectedAt !== undefined &&
      connections.some(({ token, expiresAt }) => token === bearer && now < expiresAt),
  );
}

function find(
  bearer: string,
  { chats, book, clock }: Simulation,
  isTheirs: (participant: CustomParticipant) => boolean,
): Present {
  const [, chatId = ''] = Buffer.from(bearer, 'base64url').toString().split('|');
  const first = book.get(chatId);
  const chat = first && chats.of(first);
  const contact = chat && book.get(chat.contactId);
  const participant = chat?.participants.find((one) => isThere(one, clock.now()) && isTheirs(one));
  if (!chat || !participant || !contact || contact.state === 'ended') {
    throw new AwsError('AccessDeniedException', 'Access denied');
  }
  return { chat, contact, participant };
}
