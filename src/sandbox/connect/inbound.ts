import { openChat } from './chat/open-chat.ts';
import type { CustomerMessage } from './contact/actions.ts';
import type { Contact, Endpoint } from './contact/contact.ts';
import { newInboundContact } from './contact/new-contact.ts';
import { customerEntry } from './contact/transcript.ts';
import { requirePhoneNumber } from './find-resource.ts';
import { destinationOf, keywordIn } from './opt-outs.ts';
import { phoneNumberArn } from './seed.ts';
import type { ActionSource, Simulation } from './simulation.ts';

/** What a customer writes to a number of the instance. */
export type Inbound = {
  /** E.164, or what a WhatsApp user without a number is known by. */
  from: string;
  /** Id, ARN or E.164 of the instance's number. */
  to: string;
  subtype: 'connect:SMS' | 'connect:WhatsApp';
  message: CustomerMessage;
  /** How DescribeContact names the number in a new contact's SystemEndpoint; by its E.164 when left out. */
  systemEndpoint?: 'number' | 'arn' | undefined;
};

/**
 * Goes into the chat that is open with that number, or begins a new one on the number's inbound flow. Undefined where
 * Connect hears nothing of it: STOP as a text message, an attachment that would open a contact, a location.
 */
export function receiveFromCustomer(
  inbound: Inbound,
  simulation: Simulation,
  by: ActionSource,
): Contact | undefined {
  const { from, subtype, message } = inbound;
  const { seed, book, optedOut } = simulation;
  const number = requirePhoneNumber(seed, inbound.to);
  const arn = phoneNumberArn(seed, number.id);
  const open = openChat(book, { subtype, customer: from, system: [arn, number.number] });
  if (open) return simulation.act(open.id, { type: 'customerSends', message }, by);
  const destination = destinationOf(subtype, from);
  const keyword = message.kind === 'text' ? keywordIn({ subtype }, message.text) : undefined;
  if (keyword === 'stop') optedOut.set(destination, simulation.clock.now());
  if (keyword === 'start') optedOut.delete(destination);
  const lost = customerEntry({ subtype }, message, 0).dropped !== undefined;
  const opensNothing = subtype === 'connect:WhatsApp' && message.kind === 'attachment';
  if (keyword || lost || opensNothing) return undefined;
  const system: Endpoint =
    inbound.systemEndpoint === 'arn'
      ? { type: 'CONNECT_PHONENUMBER_ARN', address: arn }
      : { type: 'TELEPHONE_NUMBER', address: number.number };
  const contact = newInboundContact(
    { subtype, customer: from, system },
    {
      id: simulation.newId(),
      at: simulation.clock.now(),
      flowId: number.inboundFlowId ?? '',
      optedOut: optedOut.has(destination),
    },
  );
  const begun = simulation.begin(contact);
  const opened = begun.state === 'initiated' ? simulation.act(begun.id, { type: 'open' }, by) : begun;
  return simulation.act(opened.id, { type: 'customerSends', message }, by);
}
