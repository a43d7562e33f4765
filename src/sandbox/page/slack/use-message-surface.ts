import { useState } from 'react';
import type { Message } from '../../slack/index.ts';
import type { Json } from '../../slack/json.ts';
import type { Choice, Surface, Where } from '../block-kit/surface.ts';
import { useAct } from '../state/sandbox.tsx';

/** What the elements of a message do, on behalf of the person who sees it. */
export function useMessageSurface(message: Message, as: string): Surface {
  const act = useAct();
  const [touched, setTouched] = useState<Record<string, Json>>({});
  const key = ({ blockId, actionId }: Where) => `${blockId} ${actionId}`;
  const place = ({ blockId, actionId }: Where) => ({
    as,
    conversation: message.conversation,
    ts: message.ts,
    ...(blockId ? { blockId } : {}),
    actionId,
  });
  const remember = (where: Where, value: Json) =>
    setTouched((before) => ({ ...before, [key(where)]: value }));
  return {
    valueOf: (where) => touched[key(where)],
    fill(where, text, pressEnter) {
      remember(where, { value: text });
      if (pressEnter) void act({ type: 'fill', ...place(where), text, pressEnter });
    },
    choose(where, value) {
      remember(where, held(value));
      return act({ type: 'choose', ...place(where), value: isList(value) ? [...value] : value });
    },
    press: (where) => void act({ type: 'press', ...place(where) }),
    async suggest(where, query) {
      const acted = await act({ type: 'suggest', ...place(where), query });
      return acted.ok ? acted.result : { kind: 'failed', reason: acted.error.message };
    },
  };
}

function isList(value: Choice): value is readonly string[] {
  return Array.isArray(value);
}

/** Slack keeps no state of elements in messages; the page remembers what one chose until the reload. */
function held(value: Choice): Json {
  const option = (one: unknown) => ({ value: one, text: { type: 'plain_text', text: String(one) } });
  if (isList(value)) return { selected_options: value.map(option) };
  return value === null ? {} : { selected_option: option(value), selected_date: value, selected_time: value };
}
