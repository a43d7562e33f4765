import type { InputBlock } from '@slack/types';
import { CONFIRM } from '../ids.ts';
import { choiceInput, plain } from '../kit.ts';
import { type Asked, CONFIRM_LABEL } from '../sentences/questions.ts';

/** One option a question; its value is the question's name. */
export function confirmInput(asked: Asked[]): InputBlock {
  const options = asked.map(({ name, text }) => ({ value: name, label: text }));
  const ticked = asked.filter(({ isTicked }) => isTicked).map(({ name }) => name);
  const element = choiceInput('checkboxes', CONFIRM, options, ticked);
  return { type: 'input', block_id: CONFIRM, label: plain(CONFIRM_LABEL), element };
}
