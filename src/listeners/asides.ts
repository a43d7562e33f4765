import type { ViewOutput } from '@slack/bolt';
import { FIELDS } from '../domain/intake/fields/fields.ts';
import type { Question } from '../domain/policy/question.ts';
import { CONFIRM, EARLIER, NOTICE, OPEN_THREAD, SET_ASIDE, TYPED_BEFORE } from '../views/ids.ts';
import type { Asides } from '../views/modal/content.ts';
import { type Asked, askDetail, askText } from '../views/sentences/questions.ts';
import { answerIn } from './form-values.ts';

interface Text {
  text: string;
}

/** What we read of a block of ours, as Slack hands it back. */
interface Block {
  block_id?: string;
  hint?: Text;
  optional?: boolean;
  elements?: Text[];
  accessory?: { value?: string };
  text?: Text;
  element?: { options?: { value: string; text: Text; description?: Text }[] };
}

export function findBlock({ blocks }: { blocks?: unknown }, id: string): Block | undefined {
  return ((blocks ?? []) as Block[]).find(({ block_id }) => block_id === id);
}

/** What a view holds beside its fields, so that it stays when the view is built anew. */
export function readAsides(view: Pick<ViewOutput, 'blocks' | 'state'>): Asides {
  const notice = findBlock(view, NOTICE)?.elements?.[0]?.text;
  const typedBefore = findBlock(view, TYPED_BEFORE)?.text?.text;
  const ticked = [answerIn(view, CONFIRM) ?? []].flat();
  const asked = findBlock(view, CONFIRM)?.element?.options?.map(
    ({ value: name, text: { text }, description }): Asked => ({
      ...{ name, text, isTicked: ticked.includes(name) },
      ...(description && { detail: description.text }),
    }),
  );
  const openThread = findBlock(view, OPEN_THREAD)?.elements?.[0]?.text;
  const earlier = findBlock(view, EARLIER)?.elements?.[0]?.text;
  const sendAtHint = findBlock(view, 'send_at')?.hint?.text;
  const placeHint = findBlock(view, 'conversation')?.hint?.text;
  const setAside = readSetAside(view);
  return {
    ...(notice && { notice }),
    ...(typedBefore && { typedBefore }),
    ...(asked && { asked }),
    ...(openThread && { openThread }),
    ...(earlier && { earlier }),
    ...(sendAtHint && sendAtHint !== FIELDS.send_at.hint && { sendAtHint }),
    ...(placeHint && { placeHint }),
    ...(setAside.length > 0 && { setAside }),
  };
}

/** What was written before a quick response took its place, newest first. */
export function readSetAside({ blocks }: { blocks?: unknown }): string[] {
  return ((blocks ?? []) as Block[]).flatMap(({ block_id, accessory }) =>
    block_id?.startsWith(`${SET_ASIDE}:`) && accessory?.value ? [accessory.value] : [],
  );
}

/** What is asked now. A tick counts only where the same was shown: it was about this number, and no other. */
export function askNow(questions: Question[], { asked = [] }: Asides): (Asked & { isShown: boolean })[] {
  return questions.map((question) => {
    const { name } = question;
    const text = askText(question);
    const shown = asked.find((one) => one.name === name && one.text === text);
    const detail = askDetail(question);
    const said = { name, text, ...(detail && { detail }) };
    return { ...said, isShown: shown !== undefined, isTicked: shown?.isTicked === true };
  });
}
