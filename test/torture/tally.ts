import type { Message } from '../../src/sandbox/slack/index.ts';
import type { Crowd } from './crowd.ts';
import type { Stage } from './stage.ts';

/** What became of the reach-outs, counted by what people read in Slack and what Amazon Connect started. */
export interface Tally {
  requests: number;
  acknowledged: number;
  contacts: number;
  ended: Record<'started' | 'failed' | 'unresolved', number>;
  /** Acknowledged, and without an end that a person can read. */
  lost: string[];
  /** More than one contact, card, ContactId reply or telling of a milestone. */
  doubled: string[];
}

/** Titles of a card whose reach-out is still on its way. */
const IN_FLIGHT = /Starting…|Waiting, not sent yet|We don't know yet/;

export function tally({ slack, connect }: Stage, crowd: Crowd): Tally {
  const parts = new Map<string, Message[]>();
  for (const conversation of slack.workspace.conversations.keys()) {
    for (const message of slack.messages(conversation)) {
      const { reach_out_id, part } = message.metadata?.event_payload ?? {};
      if (message.metadata?.event_type !== 'reach_out') continue;
      const key = `${reach_out_id} ${part}`;
      parts.set(key, [...(parts.get(key) ?? []), message]);
    }
  }
  const contactsByToken = connect.contactsPerToken();
  const endedContacts = new Set(
    connect
      .contacts()
      .filter(({ state }) => state === 'ended')
      .map(({ id }) => id),
  );
  const result: Tally = {
    requests: crowd.pressed.size,
    acknowledged: crowd.acknowledged.size,
    contacts: connect.counters().contactsStarted,
    ended: { started: 0, failed: 0, unresolved: 0 },
    lost: [],
    doubled: [],
  };
  for (const [key, messages] of parts) {
    if (messages.length > 1) result.doubled.push(`${key}: ${messages.length} messages`);
  }
  for (const [token, count] of contactsByToken) {
    if (count > 1) result.doubled.push(`${token}: ${count} contacts`);
    if (!crowd.pressed.has(token)) result.doubled.push(`${token}: a contact that nobody asked for`);
  }
  for (const id of crowd.acknowledged) {
    const end = endOf(id);
    if (end.kind) result.ended[end.kind] += 1;
    if (end.fault) result.lost.push(`${id}: ${end.fault}`);
  }
  return result;

  function endOf(id: string): { kind?: keyof Tally['ended']; fault?: string } {
    const of = (part: string) => parts.get(`${id} ${part}`)?.[0];
    const card = of('card')?.text ?? '';
    const isContacted = contactsByToken.has(id);
    if (!card) return { fault: 'no card' };
    if (IN_FLIGHT.test(card)) return { fault: `in flight: ${card}` };
    if (card.includes("We don't know whether this was sent")) {
      return { kind: 'unresolved', ...(!of('milestone:unresolved') && { fault: 'unresolved and not told' }) };
    }
    if (/: (Not sent|Cancelled)/.test(card)) {
      if (isContacted) return { kind: 'failed', fault: `a contact, and yet: ${card}` };
      return { kind: 'failed', ...(!of('milestone:failed') && { fault: 'failed and not told' }) };
    }
    const contactId = /`([0-9a-f-]{36})`/.exec(of('contact_id')?.text ?? '')?.[1];
    if (!contactId) return { kind: 'started', fault: `no ContactId: ${card}` };
    if (!connect.contact(contactId)) return { kind: 'started', fault: `no contact ${contactId}` };
    const isToldEnded =
      of('milestone:ended') !== undefined || /\bended\b|closed/.test(of('contact_id')?.text ?? '');
    return endedContacts.has(contactId) && !isToldEnded
      ? { kind: 'started', fault: `its end is not told: ${card}` }
      : { kind: 'started' };
  }
}
