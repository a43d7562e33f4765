import type { BlockAction } from '@slack/bolt';
import type { Channel } from '../domain/channels/registry.ts';
import type { FormValues } from '../domain/intake/form.ts';
import type { KnowledgeAnswer } from '../domain/knowledge/answer.ts';
import { type Draft, replaceMessage, setAsideToo } from '../domain/quick-responses/draft.ts';
import { findByKey } from '../domain/quick-responses/find.ts';
import { isFor, type QuickResponse } from '../domain/quick-responses/quick-response.ts';
import { readShortcutKey } from '../domain/quick-responses/shortcut-key.ts';
import { ACTION_PUT_BACK, QUICK_RESPONSE } from '../views/ids.ts';
import { chosenChannel } from '../views/modal/content.ts';
import type { ResponseNames } from '../views/modal/quick-response.ts';
import {
  GONE,
  keyAloneText,
  TOO_LONG,
  unknownKeyText,
  unreadKeyText,
  unreadText,
} from '../views/sentences/quick-responses.ts';
import { type Deps, offeredChannels } from './deps.ts';
import type { FormView } from './form-values.ts';

/** The names of what is known by now; undefined where no quick responses are set up. */
export function responseNames({ quickResponses }: Deps): ResponseNames | undefined {
  return quickResponses && { nameOf: (id) => byId(quickResponses.known(), id)?.name };
}

/** What an action makes of the message of its form. */
export interface MessageChange {
  draft: Draft;
  /** The inputs that are to begin anew. */
  anew: string[];
  /** Why it stays as it is. */
  hint?: string;
}

/** How an action fills in what was chosen, or puts back what was written; undefined where it does neither. */
export async function messageChange(
  { quickResponses }: Deps,
  action: BlockAction['actions'][number],
): Promise<((draft: Draft) => MessageChange) | undefined> {
  const unfilled = (hint: string) => (draft: Draft) => ({ draft, anew: [QUICK_RESPONSE], hint });
  const replaced =
    (text: string, responses: QuickResponse[] | undefined, anew: string[]) => (draft: Draft) => {
      const next = replaceMessage(draft, text, isAmong(responses));
      return next ? { draft: next, anew } : unfilled(TOO_LONG)(draft);
    };
  if (action.type === 'button' && action.action_id === ACTION_PUT_BACK)
    return replaced(action.value ?? '', quickResponses?.known(), [QUICK_RESPONSE, 'message']);
  if (action.type !== 'external_select' || action.action_id !== QUICK_RESPONSE) return undefined;
  const { value: id } = action.selected_option ?? {};
  if (!quickResponses || !id) return undefined;
  const answer = await quickResponses.list();
  if (answer.kind === 'unknown') return unfilled(unreadText(answer.trouble));
  const chosen = byId(answer.value, id);
  return chosen ? replaced(chosen.text, answer.value, ['message']) : unfilled(GONE);
}

/** With what somebody went on typing while a text took the message's place. */
export function withTyped({ openForms }: Deps, view: FormView, what: string, draft: Draft): Draft {
  const typed = what === 'message' ? openForms.typedTooLate(view, 'message') : '';
  return { ...draft, setAside: setAsideToo(draft, typed) };
}

/** The answers of a form, and what to know of its message. */
interface Filled {
  values: FormValues;
  notice?: string;
}

/** What a form opens with, and what follows where its message isn't known yet. */
export interface Filling {
  first: Filled;
  later?: Promise<Filled>;
}

/** A message that is the shortcut of a quick response gives way to its text. */
export function fillByShortcut({ quickResponses, context: { settings } }: Deps, values: FormValues): Filling {
  const key = typeof values.message === 'string' ? readShortcutKey(values.message) : undefined;
  if (!quickResponses || key === undefined) return { first: { values } };
  const channel = chosenChannel(values, offeredChannels(settings));
  const fill = (answer: KnowledgeAnswer<QuickResponse[]>): Filled => {
    if (answer.kind === 'unknown') return { values, notice: unreadKeyText(answer.trouble, key) };
    const responses = answer.value;
    const found = findByKey(
      responses.filter((one) => isFor(channel, one)),
      key,
    );
    return found
      ? { values: { ...values, quick_response: found.id, message: found.text } }
      : { values, notice: unknownKeyText(key) };
  };
  const known = quickResponses.known();
  return known
    ? { first: fill({ kind: 'known', value: known }) }
    : { first: { values }, later: quickResponses.list().then(fill) };
}

/**
 * Why a message can't go as it is, by its channel or in a conversation; nothing where it is more than a shortcut, or one
 * that no response has.
 */
export function shortcutFault(
  { quickResponses }: Deps,
  message: unknown,
  channel?: Channel,
): string | undefined {
  const key = typeof message === 'string' ? readShortcutKey(message) : undefined;
  if (key === undefined) return undefined;
  const offered = (quickResponses?.known() ?? []).filter((one) => isFor(channel, one));
  const found = findByKey(offered, key);
  return found && keyAloneText(key, found.name);
}

function byId(responses: QuickResponse[] | undefined, id: string): QuickResponse | undefined {
  return responses?.find((one) => one.id === id);
}

function isAmong(responses: QuickResponse[] = []) {
  return (message: string) => responses.some(({ text }) => text === message);
}
