import * as z from 'zod';
import type { ContactEventType, CustomerMessage, EventSettings, MessageSettings } from './connect/index.ts';
import { id, milliseconds, text } from './page-faults.ts';

/* What the page can ask of the simulated Amazon Connect; like its other actions, free of anything of Node's. */

/** What a customer sends besides what they type. */
const customerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('attachment'), name: id, contentType: id.exactOptional() }),
  z.object({ kind: z.literal('interactive'), title: id }),
  z.object({ kind: z.literal('location') }),
  z.object({ kind: z.literal('contact_card') }),
  z.object({ kind: z.literal('reaction'), emoji: id }),
]) satisfies z.ZodType<CustomerMessage>;

/** What the customer, the agents and the network do to a contact. */
const worldActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open') }),
  z.object({ type: z.literal('ring') }),
  z.object({ type: z.literal('answer'), by: z.enum(['human', 'voicemail']).exactOptional() }),
  z.object({ type: z.literal('noAnswer') }),
  z.object({ type: z.literal('busy') }),
  z.object({ type: z.literal('invalidNumber') }),
  z.object({ type: z.literal('blocked') }),
  z.object({ type: z.literal('hangUp') }),
  z.object({ type: z.literal('customerReply'), text }),
  z.object({ type: z.literal('customerSends'), message: customerMessage }),
  z.object({ type: z.literal('customerTypes') }),
  z.object({ type: z.literal('customerReceives') }),
  z.object({ type: z.literal('customerReads') }),
  z.object({ type: z.literal('customerStops'), keyword: text.exactOptional() }),
  z.object({ type: z.literal('flowSays'), text, displayName: id.exactOptional() }),
  z.object({ type: z.literal('agentSays'), text }),
  z.object({ type: z.literal('agentTypes') }),
  z.object({ type: z.literal('queue'), queueId: id.exactOptional() }),
  z.object({ type: z.literal('agentJoins'), agentId: id.exactOptional() }),
  z.object({ type: z.literal('agentEnds') }),
  z.object({ type: z.literal('agentLeaves') }),
  z.object({ type: z.literal('transfer'), queueId: id.exactOptional() }),
  z.object({ type: z.literal('endByFlow') }),
  z.object({ type: z.literal('expire') }),
  z.object({ type: z.literal('systemError') }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('end'), reason: id }),
]);

export type WorldRequest = z.infer<typeof worldActionSchema>;

const CONTACT_EVENT_TYPES = [
  'INITIATED',
  'CONNECTED_TO_SYSTEM',
  'CONTACT_DATA_UPDATED',
  'QUEUED',
  'CONNECTED_TO_AGENT',
  'DISCONNECTED',
  'PAUSED',
  'RESUMED',
  'COMPLETED',
] as const satisfies readonly ContactEventType[];

export const connectActions = [
  z.object({ type: z.literal('contact'), id, action: worldActionSchema }),
  /** The customer of a contact writes, though it may have ended. */
  z.object({ type: z.literal('writeAgain'), id, text }),
  /** Lets go of the custom participant of a chat, or lets its tokens run out. */
  z.object({ type: z.literal('participant'), id, do: z.enum(['drop', 'expire']) }),
  z.object({ type: z.literal('contactEvent'), id, event: z.enum(CONTACT_EVENT_TYPES) }),
] as const;

/** How contact events come. */
export const eventSettings = z.object({
  detailType: z.enum(['Amazon Connect Contact Event', 'Connect Customer Contact Event']).exactOptional(),
  epochTimestamps: z.boolean().exactOptional(),
  channelCase: z.enum(['upper', 'title']).exactOptional(),
  disconnectReason: z.enum(['string', 'object', 'missing']).exactOptional(),
  duplicates: z.number().int().min(0).max(20).exactOptional(),
  shuffleWindowMs: milliseconds.exactOptional(),
  hold: z.boolean().exactOptional(),
}) satisfies z.ZodType<Partial<EventSettings>>;

/** How streamed chats come. */
export const messageSettings = z.object({
  raw: z.boolean().exactOptional(),
  duplicates: z.number().int().min(0).max(20).exactOptional(),
  shuffleWindowMs: milliseconds.exactOptional(),
  hold: z.boolean().exactOptional(),
}) satisfies z.ZodType<Partial<MessageSettings>>;
