import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { ChevronIcon, CloseIcon } from '../ui/icons.tsx';
import { OptionList } from './option-list.tsx';
import { useDropDown } from './use-drop-down.ts';
import { type ComboboxOption, type Find, useOptions } from './use-options.ts';

export type { ComboboxOption, Find } from './use-options.ts';

export type ComboboxProps = {
  aria: Record<string, string | boolean | undefined>;
  placeholder: string;
  find: Find;
  selected: readonly ComboboxOption[];
  /** How many can be chosen; one takes the place of the other. */
  most: number;
  clearable: boolean;
  focusOnLoad: boolean;
  onChange: (chosen: readonly ComboboxOption[]) => void;
};

/** A select that can be searched: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function Combobox(props: ComboboxProps) {
  const { selected, most, onChange } = props;
  const multiple = most > 1;
  const id = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { options, note: nothing } = useOptions(props.find, query, open);
  const isFull = multiple && selected.length >= most;
  const note = isFull ? `No more than ${most} can be chosen` : nothing;
  const box = useDropDown(anchor, open);
  const isSelected = (value: string) => selected.some((one) => one.value === value);
  const shown = multiple ? '' : (selected[0]?.label ?? '');

  const close = () => {
    setOpen(false);
    setQuery('');
  };
  const openAt = (index: number) => {
    setOpen(true);
    setActive(index);
  };
  const pick = (option: ComboboxOption) => {
    const { value } = option;
    if (!multiple) {
      onChange([option]);
      return close();
    }
    if (isFull && !isSelected(value)) return;
    const others = selected.filter((one) => one.value !== value);
    onChange(isSelected(value) ? others : [...others, option]);
    setQuery('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      Home: 0,
      End: last,
    };
    const move = moves[event.key];
    const chosen = options[active];
    if (event.key === 'ArrowDown' && !open)
      openAt(
        Math.max(
          0,
          options.findIndex(({ value }) => isSelected(value)),
        ),
      );
    else if (move !== undefined && open) setActive(Math.max(move, 0));
    else if (event.key === 'Enter' && open && chosen) pick(chosen);
    else if (event.key === 'Enter' && !open) openAt(0);
    else if (event.key === 'Escape' && open) close();
    else if (event.key === 'Backspace' && multiple && query === '' && selected.length > 0)
      return onChange(selected.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="combobox" ref={anchor}>
      {multiple && selected.length > 0 ? (
        <ul className="chips">
          {selected.map((one) => (
            <li className="chip" key={one.value}>
              {one.label}
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${one.label}`}
                onClick={() => pick(one)}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        {...props.aria}
        ref={input}
        className="control"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] ? `${id}-${active}` : undefined}
        placeholder={shown || props.placeholder}
        value={open ? query : shown}
        autoComplete="off"
        spellCheck={false}
        data-focus-on-load={props.focusOnLoad ? '' : undefined}
        onChange={({ target }) => {
          setQuery(target.value);
          openAt(0);
        }}
        onClick={() => (open ? close() : openAt(0))}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {props.clearable && shown && !open ? (
        <button
          type="button"
          className="icon-button combobox-clear"
          aria-label="Clear"
          onClick={() => onChange([])}
        >
          <CloseIcon />
        </button>
      ) : null}
      <ChevronIcon />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Options"
        className="drop-down"
        hidden={!open}
        style={box}
      >
        <OptionList
          id={id}
          options={options}
          active={active}
          isSelected={isSelected}
          onActive={setActive}
          onPick={pick}
        />
        {note ? (
          // biome-ignore lint/a11y/useFocusableInteractive: it only tells why there is nothing to choose
          <div className="option-note" role="option" aria-selected={false} aria-disabled>
            {note}
          </div>
        ) : null}
      </div>
    </div>
  );
}
