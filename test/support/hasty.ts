import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { objectsAt } from '../../src/sandbox/slack/json.ts';
import { type Conversing, startConversing } from './conversing.ts';
import { openByCommand } from './steps.ts';
import type { World } from './world.ts';

/** The text of the quick response that `pickHours` picks. */
export const HOURS = 'We are open from 9 to 5, Monday to Friday.';
/** Of no known range: it is asked about. */
export const UNKNOWN = '+1 436 217 5944';

/** The app with all that a form can have. */
export function startHasty(): Promise<Conversing> {
  return startConversing({
    env: {
      CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses,
      CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
    },
  });
}

/** Opens the form, and lets all follow that the app looks up for it. */
export async function openQuietly(world: World, person: Person, text: string): Promise<void> {
  await openByCommand(world, person, text);
  await world.app.drain();
}

/** What stands in a field of the form that is open. */
export function typedIn({ view }: Person, field: string): unknown {
  const value = view?.values[field]?.[field];
  return value?.value ?? (value?.selected_option as { value?: string } | null)?.value ?? undefined;
}

export function submitLabelOf({ view }: Person): string | undefined {
  return (view?.definition.submit as { text: string } | undefined)?.text;
}

/** What can be put back, newest first. */
export function setAsideIn({ view }: Person): string[] {
  return objectsAt(view?.definition ?? {}, 'blocks').flatMap(({ block_id, accessory }) =>
    String(block_id).startsWith('set_aside') ? [(accessory as { value: string }).value] : [],
  );
}

/** The next change of a form, or the next such call, reaches Slack late, whatever is done meanwhile. */
export function delayNext({ slack }: World, ms = 300, method = 'views.update'): { begun(): Promise<void> } {
  const fault = slack.fault({ method, kind: 'delay', ms, beforeProcessing: true });
  return {
    async begun() {
      while (fault.used === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

/** Does something that Slack takes in, and of which the app hears only when it is let go. */
export async function withheld(
  { slack, app }: World,
  act: () => Promise<unknown>,
): Promise<{ comes(): Promise<void> }> {
  const { entries } = slack.log;
  slack.deliverTo({ url: 'http://127.0.0.1:9' });
  const before = entries.at(-1);
  await act();
  slack.deliverTo({ url: `http://127.0.0.1:${app.port}/slack/events` });
  const entry = slack.log.entries.at(-1);
  if (!entry || entry === before) throw new Error('nothing was done');
  return {
    async comes() {
      await slack.redeliver(entry);
      await app.drain();
    },
  };
}

/** Picks the quick response of the opening hours. */
export async function pickHours(person: Person): Promise<void> {
  const answer = await person.suggest('quick_response', 'opening');
  const [first] = answer.kind === 'options' ? answer.options : [];
  if (!first) throw new Error('none is offered');
  await person.choose('quick_response', first.value);
}
