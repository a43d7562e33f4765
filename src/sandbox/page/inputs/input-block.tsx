import { useId } from 'react';
import { type Json, objectAt, stringAt } from '../../slack/json.ts';
import { whereIs } from '../block-kit/surface.ts';
import { TextObject } from '../block-kit/text-object.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { ElementInput, isGroup } from './element-input.tsx';

/** A label, its element, and below it what is wrong or what helps. */
export function InputBlock({ block, error }: { block: Json; error: string | undefined }) {
  const id = useId();
  const element = objectAt(block, 'element') ?? {};
  const hint = objectAt(block, 'hint');
  const optional = block.optional === true;
  const group = isGroup(element);
  const label = (
    <>
      <TextObject object={objectAt(block, 'label')} />
      {optional ? <span className="optional"> (optional)</span> : null}
    </>
  );
  const describedBy = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  const input = (
    <ElementInput
      element={element}
      where={whereIs(block, element)}
      label={group ? { 'aria-labelledby': `${id}-label` } : { id: `${id}-control` }}
      describedBy={describedBy || undefined}
      invalid={error !== undefined}
      required={!optional}
    />
  );
  return (
    <div className="field" data-block-id={stringAt(block, 'block_id')} data-invalid={error ? '' : undefined}>
      {group ? (
        <div className="field-label" id={`${id}-label`}>
          {label}
        </div>
      ) : (
        <label className="field-label" htmlFor={`${id}-control`}>
          {label}
        </label>
      )}
      {input}
      {error ? (
        <p className="field-error" id={`${id}-error`}>
          <WarningIcon /> {error}
        </p>
      ) : null}
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {stringAt(hint, 'text')}
        </p>
      ) : null}
    </div>
  );
}
