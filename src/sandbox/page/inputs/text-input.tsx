import type { ChangeEvent, KeyboardEvent } from 'react';
import { objectAt, stringAt } from '../../slack/json.ts';
import { useSurface } from '../block-kit/surface.ts';
import { plainOf } from '../block-kit/text-object.tsx';
import { ariaOf, type InputProps } from './input-props.ts';

/** What Slack lets anybody type when the app sets no limit. */
const LONGEST = 3000;

export function TextInput(props: InputProps) {
  const { element, where } = props;
  const surface = useSurface();
  const type = stringAt(element, 'type');
  const text = stringAt(surface.valueOf(where), 'value') ?? '';
  const multiline = element.multiline === true || type === 'rich_text_input';
  const limit = typeof element.max_length === 'number' ? element.max_length : LONGEST;
  const shared = {
    ...ariaOf(props),
    className: 'control',
    name: where.actionId,
    placeholder: plainOf(objectAt(element, 'placeholder')),
    value: text,
    autoComplete: 'off',
    'data-focus-on-load': element.focus_on_load === true ? '' : undefined,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      surface.fill(where, event.target.value, false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !multiline && !event.nativeEvent.isComposing)
        surface.fill(where, text, true);
    },
  };
  return (
    <div className="text-input">
      {multiline ? (
        <textarea rows={4} {...shared} />
      ) : (
        <input type="text" inputMode={KEYBOARDS[type ?? ''] ?? 'text'} spellCheck={false} {...shared} />
      )}
      {text.length > limit * 0.8 || (multiline && element.max_length) ? (
        <span className={text.length > limit ? 'counter counter-over' : 'counter'}>
          {text.length.toLocaleString('en')} / {limit.toLocaleString('en')}
        </span>
      ) : null}
    </div>
  );
}

/** Keys that a touch screen offers; what is right is said by Slack's own checks, not by the browser's. */
const KEYBOARDS: Record<string, 'decimal' | 'email' | 'url'> = {
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
};
