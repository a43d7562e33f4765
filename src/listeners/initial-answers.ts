import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';

type Answers = ViewOutput['state']['values'];
type Answer = Answers[string][string];

/** What an element may begin with. */
interface Element {
  type: string;
  action_id?: string;
  initial_value?: string;
  initial_option?: Answer['selected_option'];
  initial_options?: Answer['selected_options'];
  initial_conversation?: string;
  initial_date_time?: number;
}

/**
 * What the inputs of a form hold that nobody has touched, as Slack says it in `state.values`.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export function initialAnswers({ blocks }: Pick<ModalView, 'blocks'>): Answers {
  const answers: Answers = {};
  for (const block of blocks) {
    if (!('element' in block) || !block.block_id) continue;
    const element = block.element as Element;
    answers[block.block_id] = { [element.action_id ?? '']: initialAnswer(element) };
  }
  return answers;
}

function initialAnswer(element: Element): Answer {
  return {
    type: element.type,
    ...(element.initial_value !== undefined && { value: element.initial_value }),
    ...(element.initial_option && { selected_option: element.initial_option }),
    ...(element.initial_options && { selected_options: element.initial_options }),
    ...(element.initial_conversation && { selected_conversation: element.initial_conversation }),
    ...(element.initial_date_time !== undefined && { selected_date_time: element.initial_date_time }),
  };
}
