import type { InputBlock, KnownBlock } from '@slack/types';
import { CONFIRM, EARLIER, OPEN_THREAD } from '../ids.ts';
import { choiceInput, plain } from '../kit.ts';
import { type Asked, CONFIRM_LABEL } from '../sentences/questions.ts';
import type { Asides } from './content.ts';

/** With what some of the questions are about. */
export function confirmBlocks(
  asked: Asked[],
  { openThread, earlier }: Pick<Asides, 'openThread' | 'earlier'>,
): KnownBlock[] {
  const about = (name: Asked['name'], block_id: string, text: string | undefined): KnownBlock[] =>
    text && asked.some((one) => one.name === name)
      ? [{ type: 'context', block_id, elements: [{ type: 'mrkdwn', text }] }]
      : [];
  return [
    ...about('contacted_before', EARLIER, earlier),
    ...about('open_elsewhere', OPEN_THREAD, openThread),
    confirmInput(asked),
  ];
}

/** One option a question; its value is the question's name. */
export function confirmInput(asked: Asked[]): InputBlock {
  const options = asked.map(({ name, text, detail }) => ({
    ...{ value: name, label: text },
    ...(detail && { description: detail }),
  }));
  const ticked = asked.filter(({ isTicked }) => isTicked).map(({ name }) => name);
  const element = choiceInput('checkboxes', CONFIRM, options, ticked);
  // Another time answers for the hours without a tick.
  const optional = asked.every(({ name }) => name === 'hours');
  return { type: 'input', block_id: CONFIRM, optional, label: plain(CONFIRM_LABEL), element };
}
