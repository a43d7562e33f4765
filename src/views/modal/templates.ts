import type { InputBlock, KnownBlock } from '@slack/types';
import { PREVIEW } from '../ids.ts';
import { plain } from '../kit.ts';
import { LONGEST_SECTION } from '../limits.ts';
import { truncate } from '../text.ts';
import type { ModalContent, TemplateSection } from './content.ts';
import { attributeInput, fieldInput } from './inputs.ts';

/** The picker; below it what the customer reads of the chosen one, and what fills its gaps. */
export function templateBlocks(content: ModalContent, { hint, chosen }: TemplateSection): KnownBlock[] {
  const picker: InputBlock = { ...fieldInput('template', content), ...(hint && { hint: plain(hint) }) };
  const { attributes = [], notes = [] } = chosen ?? {};
  return [
    picker,
    ...(notes.length > 0 ? [noteBlock(notes)] : []),
    ...attributes.map((attribute) => attributeInput(attribute, content)),
  ];
}

/** As it is, for what is marked up, and codes of emoji, reach the customer as they are written. */
function noteBlock(notes: string[]): KnownBlock {
  const elements = notes.map((text) => ({ ...plain(truncate(text, LONGEST_SECTION)), emoji: false }));
  return { type: 'context', block_id: PREVIEW, elements };
}

/** A template brings its own message, so none is asked for beside it; what was typed stays in sight. */
export function isMessageHidden({ templates, values }: ModalContent): boolean {
  return templates?.chosen !== undefined && [values.message ?? []].flat().join('') === '';
}
