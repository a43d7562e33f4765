import { type Json, stringAt } from '../../slack/json.ts';
import { CheckInput } from './check-input.tsx';
import { DateTimeInput } from './date-time-input.tsx';
import { FileInput } from './file-input.tsx';
import type { InputProps } from './input-props.ts';
import { ConversationSelect, ExternalSelect, StaticSelect, UserSelect } from './selects.tsx';
import { TextInput } from './text-input.tsx';

/** Whether an element is several controls under one label. */
export function isGroup({ type }: Json): boolean {
  return type === 'radio_buttons' || type === 'checkboxes';
}

/** The control for an element that holds a value. */
export function ElementInput(props: InputProps) {
  const type = stringAt(props.element, 'type') ?? '';
  switch (type) {
    case 'plain_text_input':
    case 'rich_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInput {...props} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <CheckInput {...props} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticSelect {...props} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelect {...props} />;
    case 'users_select':
    case 'multi_users_select':
      return <UserSelect {...props} />;
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return <ConversationSelect {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateTimeInput {...props} />;
    case 'file_input':
      return <FileInput {...props} />;
    default:
      return <p className="unknown-element">The sandbox can't show a {type} yet.</p>;
  }
}
