import { isPossible, type WorldAction } from './contact/actions.ts';
import type { Contact } from './contact/contact.ts';
import type { Simulation } from './simulation.ts';

/** Spoken and read text, characters a second. */
const SPEECH_RATE = 15;
const AUTOPILOT_AGENT = '40000000-0000-4000-8000-000000000002';
const DAY_MS = 86_400_000;
const REPLIES = ['Thanks, got it.', 'Who is this?', 'Can you call me tomorrow?', 'Yes please!'];

type Plan = { afterMs: number; action: WorldAction };

/** What would happen to a contact next if nobody did anything; nothing once it has ended. */
function planNext(contact: Contact, { random, clock }: Simulation): Plan | undefined {
  const chance = random();
  switch (contact.state) {
    case 'initiated':
      return { afterMs: 800, action: { type: contact.channel === 'VOICE' ? 'ring' : 'open' } };
    case 'ringing':
      if (chance < 0.1)
        return { afterMs: (contact.ringTimeoutSeconds ?? 60) * 1000, action: { type: 'noAnswer' } };
      if (chance < 0.15) return { afterMs: 3000, action: { type: 'busy' } };
      return { afterMs: 3000, action: { type: 'answer', by: chance < 0.3 ? 'voicemail' : 'human' } };
    case 'connected':
      return contact.channel === 'VOICE' ? planCall(contact, chance) : planChat(contact, chance, clock.now());
    case 'queued':
      return { afterMs: 5000, action: { type: 'agentJoins', agentId: AUTOPILOT_AGENT } };
    case 'with_agent':
      return { afterMs: 20_000, action: { type: 'agentEnds' } };
    case 'ended':
      return undefined;
  }
}

function planCall(contact: Contact, chance: number): Plan {
  const spokenMs = 2000 + (lengthOf(contact) / SPEECH_RATE) * 1000;
  if (chance < 0.15) return { afterMs: spokenMs / 2, action: { type: 'hangUp' } };
  return { afterMs: spokenMs, action: { type: 'endByFlow' } };
}

/**
 * As the flows of `manifest/aws` have it: they end an SMS that nobody answers after a day, and a WhatsApp chat a day
 * after the customer wrote last. An answered SMS stays open until its duration is over.
 */
function planChat(contact: Contact, chance: number, now: number): Plan | undefined {
  const replies = contact.transcript.filter(({ from }) => from === 'CUSTOMER');
  const last = contact.transcript.findLast(({ from, delivered }) => from !== 'CUSTOMER' && delivered);
  if (contact.subtype === 'connect:WhatsApp' && last && last.receivedAt === undefined) {
    return { afterMs: 1000, action: { type: 'customerReceives' } };
  }
  // Who is asked something may answer, however often it was before.
  const isAsked = last?.from === 'CUSTOM_BOT' && last === contact.transcript.at(-1);
  if ((replies.length < 2 || isAsked) && chance < 0.5) {
    const text = REPLIES[Math.floor(chance * 2 * REPLIES.length)] ?? 'OK';
    return { afterMs: 4000, action: { type: 'customerReply', text } };
  }
  if (last && last.readAt === undefined && chance < 0.8) {
    return { afterMs: 2500, action: { type: 'customerReads' } };
  }
  const answeredAt = replies.at(-1)?.at;
  if (contact.subtype === 'connect:SMS' && answeredAt !== undefined) return undefined;
  const waitsUntil = (answeredAt ?? contact.initiatedAt) + DAY_MS;
  return { afterMs: Math.max(0, waitsUntil - now), action: { type: 'endByFlow' } };
}

function lengthOf(contact: Contact): number {
  return contact.transcript.reduce((sum, { content }) => sum + content.length, 0);
}

export type Autopilot = { set(on: boolean): void; isOn(): boolean };

/** Lets contacts live by themselves. One that was acted on by hand is left to the hand. */
export function createAutopilot(simulation: Simulation): Autopilot {
  const timers = new Map<string, () => void>();
  const byHand = new Set<string>();
  let on = false;

  function cancel(id: string): void {
    timers.get(id)?.();
    timers.delete(id);
  }

  function plan(contact: Contact): void {
    cancel(contact.id);
    if (!on || byHand.has(contact.id)) return;
    const next = planNext(contact, simulation);
    if (!next) return;
    const run = () => {
      timers.delete(contact.id);
      const now = simulation.book.get(contact.id);
      if (now && isPossible(now, next.action.type)) simulation.act(contact.id, next.action, 'autopilot');
    };
    timers.set(contact.id, simulation.clock.after(next.afterMs, run));
  }

  function replan(): void {
    for (const id of [...timers.keys()]) cancel(id);
    if (on) for (const contact of simulation.book.list()) plan(contact);
  }

  simulation.changes.subscribe((change) => {
    if (change.type === 'restored') replan();
    if (change.type !== 'contact') return;
    if (change.by === 'hand') byHand.add(change.contact.id);
    if (change.contact.state === 'ended') byHand.delete(change.contact.id);
    plan(change.contact);
  });

  return {
    isOn: () => on,
    set(value) {
      on = value;
      replan();
    },
  };
}
