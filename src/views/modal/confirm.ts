import type { InputBlock, KnownBlock } from '@slack/types';
import { CONFIRM, OPEN_THREAD } from '../ids.ts';
import { choiceInput, plain } from '../kit.ts';
import { type Asked, CONFIRM_LABEL } from '../sentences/questions.ts';

/** With the open thread that one of the questions is about. */
export function confirmBlocks(asked: Asked[], openThread: string | undefined): KnownBlock[] {
  const isAbout = openThread && asked.some(({ name }) => name === 'open_elsewhere');
  const elements = [{ type: 'mrkdwn' as const, text: openThread ?? '' }];
  return [
    ...(isAbout ? [{ type: 'context' as const, block_id: OPEN_THREAD, elements }] : []),
    confirmInput(asked),
  ];
}

/** One option a question; its value is the question's name. */
export function confirmInput(asked: Asked[]): InputBlock {
  const options = asked.map(({ name, text }) => ({ value: name, label: text }));
  const ticked = asked.filter(({ isTicked }) => isTicked).map(({ name }) => name);
  const element = choiceInput('checkboxes', CONFIRM, options, ticked);
  return { type: 'input', block_id: CONFIRM, label: plain(CONFIRM_LABEL), element };
}
