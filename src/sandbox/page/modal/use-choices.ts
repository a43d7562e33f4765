import { useEffect, useState } from 'react';
import type { OpenView } from '../../slack/index.ts';
import type { Json } from '../../slack/json.ts';
import type { Choice, Where } from '../block-kit/surface.ts';

type Choices = {
  /** What stands there, with the newest choice in it. */
  shown: (where: Where, held: Json | undefined) => Json | undefined;
  remember: (where: Where, value: Choice) => void;
};

const keyOf = ({ blockId, actionId }: Where) => `${blockId} ${actionId}`;

/** Radio buttons and checkboxes answer to the finger at once; the sandbox confirms it a moment later. */
export function useChoices(view: OpenView): Choices {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever the view now holds is the truth
  useEffect(() => setChoices(new Map()), [view]);
  return {
    shown(where, held) {
      const choice = choices.get(keyOf(where));
      if (choice === undefined) return held;
      if (held?.type === 'radio_buttons') return { ...held, selected_option: { value: choice } };
      if (held?.type !== 'checkboxes' || typeof choice !== 'object') return held;
      return { ...held, selected_options: (choice ?? []).map((value) => ({ value })) };
    },
    remember: (where, value) => setChoices((before) => new Map(before).set(keyOf(where), value)),
  };
}
