import type { InputBlock, ModalView, SectionBlock } from '@slack/types';
import { FIRST_FIELDS } from '../../domain/intake/fields/first-fields.ts';
import type { QuickResponse } from '../../domain/quick-responses/quick-response.ts';
import { ACTION_PUT_BACK, QUICK_RESPONSE, SET_ASIDE } from '../ids.ts';
import { note, option, plain } from '../kit.ts';
import { LONGEST_OPTION, LONGEST_OPTION_VALUE } from '../limits.ts';
import { CHOOSE_RESPONSE, FILLING, PUT_BACK, setAsideText } from '../sentences/quick-responses.ts';
import { truncate } from '../text.ts';

/** The names of quick responses, where some are known. */
export interface ResponseNames {
  nameOf(id: string): string | undefined;
}

/** Its name is block_id and action_id alike. Choosing one fills the message below it. */
export function responseInput(chosen: unknown, names: ResponseNames | undefined, told?: string): InputBlock {
  const { label, hint } = FIRST_FIELDS.quick_response;
  const id = typeof chosen === 'string' && chosen.length <= LONGEST_OPTION_VALUE ? chosen : '';
  const name = names?.nameOf(id);
  return {
    type: 'input',
    block_id: QUICK_RESPONSE,
    dispatch_action: true,
    optional: true,
    label: plain(label),
    hint: { ...plain(told ?? hint), emoji: false },
    element: {
      type: 'external_select',
      action_id: QUICK_RESPONSE,
      min_query_length: 0,
      placeholder: plain(CHOOSE_RESPONSE),
      ...(id && name && { initial_option: option(name, id) }),
    },
  };
}

/** In a list; in several languages, each says its own. */
export function responseOption(
  { id, name, shortcutKey, language, text }: QuickResponse,
  { isInLanguages }: { isInLanguages: boolean },
) {
  const parts = [shortcutKey && `#${shortcutKey}`, isInLanguages && language?.replace('_', '-'), text];
  const description = parts.filter(Boolean).join(' · ').replace(/\s+/g, ' ');
  return {
    ...option(name, id),
    ...(description && { description: { ...plain(truncate(description, LONGEST_OPTION)), emoji: false } }),
  };
}

/** What was written before, each with a button that puts it back. The button's value is the whole. */
export function setAsideBlocks(setAside: string[] = []): SectionBlock[] {
  return setAside.map((value, index) => ({
    type: 'section',
    block_id: `${SET_ASIDE}:${index}`,
    text: { ...plain(setAsideText(value)), emoji: false },
    accessory: { type: 'button', action_id: ACTION_PUT_BACK, text: plain(PUT_BACK), value },
  }));
}

/** The view for a moment without these inputs, so that they begin anew when they come back. */
export function withoutInputs(view: ModalView, names: string[]): ModalView {
  const filling = note(FILLING);
  const blocks = view.blocks.flatMap((block) => {
    if (!block.block_id || !names.includes(block.block_id)) return [block];
    return block.block_id === 'message' ? [filling] : [];
  });
  return { ...view, blocks };
}
