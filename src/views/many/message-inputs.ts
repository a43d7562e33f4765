import type { InputBlock } from '@slack/types';
import { type Channel, channelOf } from '../../domain/channels/registry.ts';
import { FIRST_FIELDS } from '../../domain/intake/fields/first-fields.ts';
import { LONGEST_TYPED } from '../../domain/intake/text-limits.ts';
import type { ListContent } from '../../domain/many/list.ts';
import { option, plain } from '../kit.ts';
import { MANY_FORM } from '../sentences/many-form.ts';

type Says = Partial<Pick<ListContent, 'message' | 'template'>>;
type Template = NonNullable<Says['template']>;

const TEMPLATE = 'template';

/** The message, and where it may be, the template that may stand in its place. */
export function messageInputs(
  { message, template, channels }: Says & { channels: Channel[] },
  offersTemplates: boolean,
): InputBlock[] {
  const asMessage = messageInput(message, offersTemplates);
  return offersTemplates ? [asMessage, templateInput(template, channels)] : [asMessage];
}

function templateInput(template: Template | undefined, channels: Channel[]): InputBlock {
  const needed = channels
    .map(channelOf)
    .flatMap((one) => (one.kind === 'chat' ? (one.freeTextWarning ?? []) : []));
  return {
    type: 'input',
    block_id: TEMPLATE,
    optional: true,
    label: plain(FIRST_FIELDS.template.label),
    hint: plain([MANY_FORM.templateHint, ...needed].join(' ')),
    element: {
      type: 'external_select',
      action_id: TEMPLATE,
      min_query_length: 0,
      placeholder: plain(FIRST_FIELDS.template.input.placeholder),
      ...(template && { initial_option: option(template.name, template.chosen) }),
    },
  };
}

function messageInput(message: string | undefined, isOptional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: 'message',
    optional: isOptional,
    label: plain(MANY_FORM.message),
    hint: { ...plain(MANY_FORM.messageHint), emoji: false },
    element: {
      type: 'plain_text_input',
      action_id: 'message',
      multiline: true,
      max_length: LONGEST_TYPED,
      ...(message && { initial_value: message }),
    },
  };
}
