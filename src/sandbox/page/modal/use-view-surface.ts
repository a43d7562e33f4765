import { useState } from 'react';
import type { OpenView } from '../../slack/index.ts';
import { isJson, objectAt, stringAt } from '../../slack/json.ts';
import type { Surface, Where } from '../block-kit/surface.ts';
import { useAct } from '../state/sandbox.tsx';
import { useDrafts } from './use-drafts.ts';

export type ViewSurface = {
  surface: Surface;
  submit: () => Promise<void>;
  submitting: boolean;
  /** What is wrong, by block_id. */
  errors: Record<string, string>;
};

/** What the elements of a modal or of the Home tab do, on behalf of the person. */
export function useViewSurface(view: OpenView, device: 'desktop' | 'phone'): ViewSurface {
  const act = useAct();
  const [submitting, setSubmitting] = useState(false);
  // An update that was under way when one pressed the button takes the errors away before they are read: so they
  // stay until one does something.
  const [unread, setUnread] = useState<Record<string, string>>({});
  const who = { as: view.user, device };
  const place = ({ blockId, actionId }: Where) => ({
    ...who,
    ...(view.type === 'home' ? { home: true } : {}),
    ...(blockId ? { blockId } : {}),
    actionId,
  });
  const drafts = useDrafts(view, (where, text, pressEnter) =>
    act({ type: 'fill', ...place(where), text: text === '' ? null : text, pressEnter }),
  );

  const surface: Surface = {
    valueOf(where) {
      const held = objectAt(view.values[where.blockId], where.actionId);
      const draft = drafts.textOf(where);
      if (draft !== undefined) return { ...held, value: draft };
      const rich = objectAt(held, 'rich_text_value');
      return rich ? { ...held, value: richText(rich) } : held;
    },
    fill(...typed) {
      setUnread({});
      drafts.type(...typed);
    },
    choose(where, value) {
      setUnread({});
      // Slack tells of a choice together with all that was typed before it.
      drafts.flush();
      const plain = typeof value === 'object' && value !== null ? [...value] : value;
      return act({ type: 'choose', ...place(where), value: plain });
    },
    press(where) {
      setUnread({});
      drafts.flush();
      void act({ type: 'press', ...place(where) });
    },
    async suggest(where, query) {
      const acted = await act({ type: 'suggest', ...place(where), query });
      return acted.ok ? acted.result : { kind: 'failed', reason: acted.error.message };
    },
  };
  const submit = async () => {
    if (submitting) return;
    setSubmitting(true);
    setUnread({});
    drafts.flush();
    const acted = await act({ type: 'submit', ...who });
    if (acted.ok && acted.result.kind === 'errors') setUnread(acted.result.errors);
    setSubmitting(false);
  };
  return { surface, submit, submitting, errors: { ...unread, ...view.errors } };
}

/** The words of a rich text value. */
function richText(value: unknown): string {
  if (Array.isArray(value)) return value.map(richText).join('');
  if (!isJson(value)) return '';
  return stringAt(value, 'text') ?? richText(value.elements);
}
