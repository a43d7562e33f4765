import { AwsError } from '../aws-error.ts';
import { openChat } from '../chat/open-chat.ts';
import { isPossible } from '../contact/actions.ts';
import type { Contact } from '../contact/contact.ts';
import { newChatContact } from '../contact/new-contact.ts';
import { notFound, requireInstance, requireOwnNumber, requireStartableFlow } from '../find-resource.ts';
import { destinationOf } from '../opt-outs.ts';
import { parseRequest } from '../parse-request.ts';
import { phoneNumberArn, type Seed } from '../seed.ts';
import { type StartChatInput, startChatShape } from '../shapes/start-chat.ts';
import type { Simulation } from '../simulation.ts';
import type { Operation } from './operation.ts';
import { startOnce } from './start-once.ts';

/** PUT /contact/outbound-chat: SMS and WhatsApp. */
export const startOutboundChatContact: Operation = ({ body, note }, simulation) => {
  const input = parseRequest(startChatShape, body, note, 'InvalidRequestException');
  const { seed } = simulation;
  requireInstance(seed, input.InstanceId);
  const flow = requireStartableFlow(seed, input.ContactFlowId);
  requireSource(seed, input);
  const subtype = input.SegmentAttributes['connect:Subtype'].ValueString;
  const templated = sayTemplate(input, simulation);
  const { Address: customer } = input.DestinationEndpoint;
  return startOnce('chat', input, simulation, note, () => {
    const chat = newChatContact(input, {
      id: simulation.newId(),
      at: simulation.clock.now(),
      flowId: flow.id,
      templated,
      optedOut: simulation.optedOut.has(destinationOf(subtype, customer)),
    });
    if (simulation.secondChat === 'another') return simulation.begin(chat);
    const open = openChat(simulation.book, { subtype, customer, system: [input.SourceEndpoint.Address] });
    return open ? landIn(open, chat, simulation) : simulation.begin(chat);
  });
};

/** Its first message is said in the chat that is open. Throws ConflictException where that cannot be. */
function landIn(open: Contact, chat: Contact, { secondChat, act }: Simulation): Contact {
  if (secondChat === 'conflict' || !isPossible(open, 'flowSays')) {
    throw new AwsError('ConflictException', 'A chat with this customer is open already.');
  }
  const [message] = chat.transcript;
  return message ? act(open.id, { type: 'flowSays', text: message.content }, 'api') : open;
}

/** The source must be a number of this account that can do what the subtype says. */
function requireSource(seed: Seed, input: StartChatInput): void {
  const arn = input.SourceEndpoint.Address;
  const source = requireOwnNumber(seed, arn);
  if (arn !== phoneNumberArn(seed, source.id)) throw notFound(`Phone number ARN ${arn}`);
  const subtype = input.SegmentAttributes['connect:Subtype'].ValueString;
  if (!source.capabilities.includes(subtype === 'connect:SMS' ? 'SMS' : 'WHATSAPP')) {
    throw new AwsError('InvalidRequestException', `The source phone number is not enabled for ${subtype}.`);
  }
}

/** What its template says; nothing without one. Throws ResourceNotFoundException or InvalidRequestException. */
function sayTemplate(
  { InitialTemplatedSystemMessage: template, SegmentAttributes }: StartChatInput,
  { templates }: Simulation,
): string | undefined {
  if (!template) return undefined;
  const { KnowledgeBaseId, MessageTemplateId, TemplateAttributes } = template;
  if (!templates) return `[template ${MessageTemplateId}]`;
  const { CustomAttributes = {} } = TemplateAttributes;
  const { channelSubtype, text } = templates.say(KnowledgeBaseId, MessageTemplateId, CustomAttributes);
  const subtype = SegmentAttributes['connect:Subtype'].ValueString;
  if (subtype.toUpperCase() === `CONNECT:${channelSubtype}`) return text;
  throw new AwsError('InvalidRequestException', `The message template is not for ${subtype}.`);
}
