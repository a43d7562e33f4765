import { type CustomerMessage, isPossible, type WorldAction } from './actions.ts';
import type { Contact, InitiationMethod, Writer } from './contact.ts';
import type { ContactEventType } from './contact-event.ts';
import { customerEntry, outboundDrop, withEntry } from './transcript.ts';

/** The contact after the action, the events AWS would emit, and the contact that follows on a transfer. */
export type Step = { contact: Contact; events: readonly ContactEventType[]; successor?: Contact };

export class ActionNotPossible extends Error {
  constructor(contact: Contact, action: WorldAction) {
    super(`${action.type} is not possible: the ${contact.channel} contact ${contact.id} is ${contact.state}`);
    this.name = 'ActionNotPossible';
  }
}

/** Pure. `at` is epoch ms; throws ActionNotPossible where the state or the channel does not allow the action. */
export function applyAction(contact: Contact, action: WorldAction, at: number): Step {
  if (!isPossible(contact, action.type)) throw new ActionNotPossible(contact, action);
  const change = (changes: Partial<Contact>, ...events: ContactEventType[]): Step => ({
    contact: { ...contact, ...changes, updatedAt: at },
    events,
  });
  const unanswered = (reason: string, detected: string) =>
    end(
      contact,
      reason,
      at,
      contact.detectsAnsweringMachine ? { answeringMachineDetectionStatus: detected } : {},
    );
  const say = (from: Writer, content: string, more: { displayName?: string; clientToken?: string } = {}) => {
    const dropped = outboundDrop(contact, from, at);
    const { displayName, clientToken } = more;
    const said = { at, from, contentType: 'text/plain', content, displayName, clientToken, dropped };
    return change({ transcript: withEntry(contact, said) });
  };

  switch (action.type) {
    case 'open':
      return change({ state: 'connected', connectedAt: at }, 'CONNECTED_TO_SYSTEM');
    case 'ring':
      return change({ state: 'ringing', ringStartedAt: at });
    case 'answer':
      return change(answered(contact, action.by ?? 'human', at), 'CONNECTED_TO_SYSTEM');
    case 'noAnswer':
      return unanswered('TELECOM_UNANSWERED', 'AMD_UNANSWERED');
    case 'busy':
      return unanswered('TELECOM_BUSY', 'SIT_TONE_BUSY');
    case 'invalidNumber':
      return unanswered('TELECOM_NUMBER_INVALID', 'SIT_TONE_INVALID_NUMBER');
    case 'blocked':
      return unanswered('TELECOM_POTENTIAL_BLOCKING', 'SIT_TONE_DETECTED');
    case 'hangUp':
      return end(contact, 'CUSTOMER_DISCONNECT', at);
    case 'customerReply':
      return hear(contact, { kind: 'text', text: action.text }, at);
    case 'customerSends':
      return hear(contact, action.message, at);
    case 'customerReceives':
      return change({ transcript: receipted(contact, 'receivedAt', at) });
    case 'customerReads':
      return change({ transcript: receipted(contact, 'readAt', at), customerReadAt: at });
    case 'customerTypes':
    case 'agentTypes':
      return { contact, events: [] };
    case 'customerStops':
      return { contact: { ...contact, customerStopped: true }, events: [] };
    case 'flowSays':
      return say('SYSTEM', action.text, action);
    case 'agentSays':
      return say('AGENT', action.text, action);
    case 'participantSays':
      return say('CUSTOM_BOT', action.text, action);
    case 'queue':
      return change({ state: 'queued', queue: { id: action.queueId, at } }, 'QUEUED');
    case 'agentJoins':
      return change({ state: 'with_agent', agent: { id: action.agentId, at } }, 'CONNECTED_TO_AGENT');
    case 'agentEnds':
      return end(contact, 'AGENT_DISCONNECT', at);
    case 'agentLeaves':
      return goOn(contact, { ...action, method: 'DISCONNECT' }, at);
    case 'transfer':
      return goOn(contact, { ...action, method: 'TRANSFER' }, at);
    case 'endByFlow':
      return end(contact, 'CONTACT_FLOW_DISCONNECT', at);
    case 'expire':
      return end(contact, 'EXPIRED', at);
    case 'systemError':
      return end(contact, 'SYSTEM_ERROR', at);
    case 'stop':
      return end(contact, 'API', at);
    case 'end':
      return end(contact, action.reason, at);
  }
}

function answered(contact: Contact, by: 'human' | 'voicemail', at: number): Partial<Contact> {
  const status = by === 'human' ? 'HUMAN_ANSWERED' : 'VOICEMAIL_BEEP';
  return {
    state: 'connected',
    ringStartedAt: contact.ringStartedAt ?? at,
    connectedAt: at,
    ...(contact.detectsAnsweringMachine ? { answeringMachineDetectionStatus: status } : {}),
  };
}

function end(contact: Contact, reason: string, at: number, changes: Partial<Contact> = {}): Step {
  const ended = { state: 'ended', disconnectedAt: at, disconnectReason: reason, updatedAt: at } as const;
  return { contact: { ...contact, ...changes, ...ended }, events: ['DISCONNECTED', 'COMPLETED'] };
}

function hear(contact: Contact, message: CustomerMessage, at: number): Step {
  const transcript = withEntry(contact, customerEntry(contact, message, at));
  return { contact: { ...contact, transcript, updatedAt: at }, events: [] };
}

/** What reached the phone and has no such receipt yet gets one. */
function receipted(contact: Contact, receipt: 'receivedAt' | 'readAt', at: number): Contact['transcript'] {
  return contact.transcript.map((entry) =>
    entry.from === 'CUSTOMER' || !entry.delivered || entry[receipt] !== undefined
      ? entry
      : { ...entry, [receipt]: at },
  );
}

/** Ends this contact and starts another that leads back to it. */
function goOn(
  contact: Contact,
  action: { method: InitiationMethod; contactId: string; queueId?: string },
  at: number,
): Step {
  const reason = contact.state === 'with_agent' ? 'AGENT_DISCONNECT' : 'CONTACT_FLOW_DISCONNECT';
  const step = end(contact, reason, at, {
    nextContacts: [...contact.nextContacts, { id: action.contactId, at }],
  });
  const successor: Contact = {
    ...contact,
    id: action.contactId,
    state: action.queueId ? 'queued' : 'connected',
    initiationMethod: action.method,
    initialContactId: contact.initialContactId ?? contact.id,
    previousContactId: contact.id,
    nextContacts: [],
    clientToken: undefined,
    initiatedAt: at,
    updatedAt: at,
    connectedAt: at,
    queue: action.queueId ? { id: action.queueId, at } : undefined,
    agent: undefined,
    ringStartedAt: undefined,
  };
  return { ...step, successor };
}
