import { createContext, use } from 'react';
import type { Json } from '../../slack/json.ts';
import { stringAt } from '../../slack/json.ts';

/** The element that is meant, in the view or message at hand. */
export type Where = { blockId: string; actionId: string };

/** What a person can put into an element; the same as the simulated Slack takes. */
export type Choice = string | number | readonly string[] | null;

export type Suggestion = { text: string; value: string; option: Json };
export type Suggestions =
  | { kind: 'options'; options: readonly Suggestion[] }
  | { kind: 'too_short' }
  | { kind: 'failed'; reason: string };

/** A view or a message, as far as its elements need to know. */
export type Surface = {
  /** In the form of `view.state.values`; nothing for elements in messages that nobody has touched. */
  valueOf: (where: Where) => Json | undefined;
  fill: (where: Where, text: string, pressedEnter: boolean) => void;
  /** Resolves once it shows what came of it. */
  choose: (where: Where, value: Choice) => Promise<unknown>;
  press: (where: Where) => void;
  suggest: (where: Where, query: string) => Promise<Suggestions>;
};

const nothing: Surface = {
  valueOf: () => undefined,
  fill: () => {},
  choose: async () => {},
  press: () => {},
  suggest: async () => ({ kind: 'options', options: [] }),
};

export const SurfaceContext = createContext<Surface>(nothing);

export function useSurface(): Surface {
  return use(SurfaceContext);
}

export function whereIs(block: Json, element: Json): Where {
  return { blockId: stringAt(block, 'block_id') ?? '', actionId: stringAt(element, 'action_id') ?? '' };
}
