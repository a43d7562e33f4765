import { isPossible, type WorldAction } from './contact/actions.ts';
import { type Contact, expiresAt } from './contact/contact.ts';
import type { Simulation } from './simulation.ts';

/** "There is a 60-second dialing timeout" unless RingTimeoutInSeconds says otherwise. */
const DIAL_TIMEOUT_SECONDS = 60;

type End = { at: number; action: WorldAction };

/** When a contact ends though nobody does anything: a chat at its expiry, a call that nobody answers. */
function naturalEnd(contact: Contact): End | undefined {
  const expiry = expiresAt(contact);
  if (expiry !== undefined)
    return contact.state === 'ended' ? undefined : { at: expiry, action: { type: 'expire' } };
  if (contact.state !== 'initiated' && contact.state !== 'ringing') return undefined;
  const timeoutMs = (contact.ringTimeoutSeconds ?? DIAL_TIMEOUT_SECONDS) * 1000;
  return { at: (contact.ringStartedAt ?? contact.initiatedAt) + timeoutMs, action: { type: 'noAnswer' } };
}

/** Keeps one timer for each open contact. Returns a way to stop them all. */
export function watchNaturalEnds(simulation: Simulation): () => void {
  const { clock, book, changes } = simulation;
  const timers = new Map<string, () => void>();

  function watch(contact: Contact): void {
    timers.get(contact.id)?.();
    timers.delete(contact.id);
    const end = naturalEnd(contact);
    if (!end) return;
    const run = () => {
      timers.delete(contact.id);
      const now = book.get(contact.id);
      if (now && isPossible(now, end.action.type)) simulation.act(contact.id, end.action, 'time');
    };
    timers.set(contact.id, clock.after(Math.max(0, end.at - clock.now()), run));
  }

  function stop(): void {
    for (const cancel of timers.values()) cancel();
    timers.clear();
  }

  for (const contact of book.list()) watch(contact);
  const unsubscribe = changes.subscribe((change) => {
    if (change.type === 'contact') watch(change.contact);
    if (change.type !== 'restored') return;
    stop();
    for (const contact of book.list()) watch(contact);
  });
  return () => {
    unsubscribe();
    stop();
  };
}
