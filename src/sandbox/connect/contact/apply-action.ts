import { isPossible, type WorldAction } from './actions.ts';
import type { Contact, TranscriptEntry } from './contact.ts';
import type { ContactEventType } from './contact-event.ts';

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
  const say = (from: TranscriptEntry['from'], content: string, delivered = true) =>
    change({
      transcript: [...contact.transcript, { at, from, contentType: 'text/plain', content, delivered }],
    });

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
      return say('CUSTOMER', action.text);
    case 'customerReads':
      return change({ customerReadAt: at });
    case 'customerStops':
      return { contact: { ...contact, customerStopped: true }, events: [] };
    case 'flowSays':
      return say('SYSTEM', action.text, !contact.customerStopped);
    case 'agentSays':
      return say('AGENT', action.text, !contact.customerStopped);
    case 'queue':
      return change({ state: 'queued', queue: { id: action.queueId, at } }, 'QUEUED');
    case 'agentJoins':
      return change({ state: 'with_agent', agent: { id: action.agentId, at } }, 'CONNECTED_TO_AGENT');
    case 'agentEnds':
      return end(contact, 'AGENT_DISCONNECT', at);
    case 'transfer':
      return transfer(contact, action, at);
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

/** A transfer ends this contact and starts another that leads back to it. */
function transfer(contact: Contact, action: WorldAction & { type: 'transfer' }, at: number): Step {
  const reason = contact.state === 'with_agent' ? 'AGENT_DISCONNECT' : 'CONTACT_FLOW_DISCONNECT';
  const step = end(contact, reason, at, {
    nextContacts: [...contact.nextContacts, { id: action.contactId, at }],
  });
  const successor: Contact = {
    ...contact,
    id: action.contactId,
    state: action.queueId ? 'queued' : 'connected',
    initiationMethod: 'TRANSFER',
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
