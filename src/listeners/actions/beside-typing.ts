import { isAttributeField } from '../../domain/templates/attribute-field.ts';
import { CONFIRM, PREVIEW, TIME_THERE } from '../../views/ids.ts';
import { findBlock } from '../asides.ts';

/** What typing changes in the modal beside what is typed. */
export function besideTyping(view: { blocks?: unknown }): string {
  const { hint, optional } = findBlock(view, 'message') ?? {};
  return JSON.stringify([
    findBlock(view, 'phone')?.hint?.text,
    hint?.text,
    optional,
    findBlock(view, 'quick_response')?.hint?.text,
    findBlock(view, TIME_THERE)?.elements?.[0]?.text,
    !findBlock(view, CONFIRM),
    !findBlock(view, 'send_at'),
    ...templateParts(view),
  ]);
}

/** Where templates and message stand, and what is said of them. */
function templateParts({ blocks }: { blocks?: unknown }): unknown[] {
  return ((blocks ?? []) as { block_id?: string }[])
    .map(({ block_id = '' }) => block_id)
    .filter((id) => ['message', 'template', PREVIEW].includes(id) || isAttributeField(id))
    .map((id) => {
      const { hint, elements = [] } = findBlock({ blocks }, id) ?? {};
      return [id, hint?.text, elements.map(({ text }) => text)];
    });
}
