import type { Contact } from '../../connect/index.ts';
import type { Account } from '../../page-api.ts';

const CHANNEL_NAMES: Record<string, string> = {
  'connect:SMS': 'SMS',
  'connect:WhatsApp': 'WhatsApp',
};

export function channelOf({ channel, subtype }: Contact): string {
  return channel === 'VOICE' ? 'Voice call' : (CHANNEL_NAMES[subtype] ?? 'Chat');
}

export const STATE_NAMES: Record<Contact['state'], string> = {
  initiated: 'Accepted',
  ringing: 'Ringing',
  connected: 'Connected',
  queued: 'In queue',
  with_agent: 'With agent',
  ended: 'Ended',
};

/** "+1 …0152", as the cards in Slack show it. */
export function masked(number: string): string {
  const country =
    /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/.exec(number)?.[0] ?? '';
  return `${country} …${number.slice(-4)}`;
}

/** The names of the simulated account for ids in a contact. */
export function flowName({ flows }: Account, id: string): string {
  return flows.find((flow) => flow.id === id)?.name ?? id;
}

export function queueName({ queues }: Account, id: string): string {
  return queues.find((queue) => queue.id === id)?.name ?? id;
}

export function agentName({ agents }: Account, id: string): string {
  return agents.find((agent) => agent.id === id)?.name ?? id;
}

/** Of the instance's number that a contact is with, by its ARN or itself: "+12065550103, Sales". */
export function senderName({ phoneNumbers }: Account, address: string): string {
  const own = phoneNumbers.find(({ id, number }) => number === address || address.endsWith(`/${id}`));
  return [own?.number ?? address, own?.description].filter(Boolean).join(', ');
}

const REASONS: Record<string, string> = {
  CUSTOMER_DISCONNECT: 'Customer hung up',
  AGENT_DISCONNECT: 'Agent ended it',
  CONTACT_FLOW_DISCONNECT: 'The flow ended it',
  TELECOM_UNANSWERED: 'No answer',
  TELECOM_BUSY: 'Busy',
  TELECOM_NUMBER_INVALID: 'Invalid number',
  TELECOM_POTENTIAL_BLOCKING: 'Blocked by the carrier',
  EXPIRED: 'Time was over',
  SYSTEM_ERROR: 'System error',
  API: 'Stopped over the API',
};

export function endName(reason: string | undefined): string {
  return reason ? (REASONS[reason] ?? reason) : 'Ended';
}
