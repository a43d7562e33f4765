import { type Json, objectAt, objectsAt, stringAt } from '../../slack/json.ts';
import { useSurface } from '../block-kit/surface.ts';
import { TextObject } from '../block-kit/text-object.tsx';
import { ariaOf, type InputProps } from './input-props.ts';
import { useEcho } from './use-echo.ts';

/** Radio buttons and checkboxes: native ones, so that arrows, Space and screen readers work as everywhere. */
export function CheckInput(props: InputProps) {
  const { element, where, required, describedBy, label } = props;
  const surface = useSurface();
  const single = element.type === 'radio_buttons';
  const value = surface.valueOf(where);
  const held = [objectAt(value, 'selected_option'), ...objectsAt(value, 'selected_options')].flatMap(
    (option) => stringAt(option, 'value') ?? [],
  );
  const { shown: chosen, show } = useEcho(held);
  const toggle = (option: string) => {
    if (single) return show([option], surface.choose(where, option));
    const others = chosen.filter((one) => one !== option);
    const next = others.length < chosen.length ? others : [...chosen, option];
    show(next, surface.choose(where, next));
  };
  const group = { ...label, 'aria-describedby': describedBy };
  return (
    <div
      className="checks"
      {...(single
        ? { ...ariaOf(props), role: 'radiogroup', 'aria-required': required }
        : { ...group, role: 'group' })}
    >
      {objectsAt(element, 'options').map((option) => (
        <Check
          key={stringAt(option, 'value')}
          option={option}
          kind={single ? 'radio' : 'checkbox'}
          name={`${where.blockId}-${where.actionId}`}
          checked={chosen.includes(stringAt(option, 'value') ?? '')}
          focusOnLoad={element.focus_on_load === true}
          onToggle={toggle}
        />
      ))}
    </div>
  );
}

type CheckProps = {
  option: Json;
  kind: 'radio' | 'checkbox';
  name: string;
  checked: boolean;
  focusOnLoad: boolean;
  onToggle: (value: string) => void;
};

function Check({ option, kind, name, checked, focusOnLoad, onToggle }: CheckProps) {
  const value = stringAt(option, 'value') ?? '';
  const description = objectAt(option, 'description');
  return (
    <label className="check">
      <input
        type={kind}
        name={name}
        value={value}
        checked={checked}
        data-focus-on-load={focusOnLoad ? '' : undefined}
        onChange={() => onToggle(value)}
      />
      <span>
        <TextObject object={objectAt(option, 'text')} />
        {description ? (
          <span className="check-description">
            <TextObject object={description} />
          </span>
        ) : null}
      </span>
    </label>
  );
}
