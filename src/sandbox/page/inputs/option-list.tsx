import { CheckIcon } from '../ui/icons.tsx';
import type { ComboboxOption } from './use-options.ts';

export type OptionListProps = {
  /** Of the elements: the input points to the active one by it. */
  id: string;
  options: readonly ComboboxOption[];
  active: number;
  isSelected: (value: string) => boolean;
  onActive: (index: number) => void;
  onPick: (option: ComboboxOption) => void;
};

/** The options of a listbox, under the labels of their groups where they have any. */
export function OptionList(props: OptionListProps) {
  const { id, options } = props;
  const entries = options.map((option, index) => ({ option, index }));
  return [...Map.groupBy(entries, ({ option }) => option.group)].map(([group, members]) => {
    const rows = members.map(({ option, index }) => (
      <OptionRow key={option.value} {...props} option={option} index={index} />
    ));
    const labelId = `${id}-group-${members[0]?.index}`;
    return group === undefined ? (
      rows
    ) : (
      // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, and fieldsets have no place in it
      <div key={group} role="group" aria-labelledby={labelId}>
        <div className="option-group" id={labelId}>
          {group}
        </div>
        {rows}
      </div>
    );
  });
}

type OptionRowProps = OptionListProps & { option: ComboboxOption; index: number };

function OptionRow({ id, option, index, active, isSelected, onActive, onPick }: OptionRowProps) {
  const selected = isSelected(option.value);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points here
    <div
      id={`${id}-${index}`}
      role="option"
      aria-selected={selected}
      className={index === active ? 'option option-active' : 'option'}
      ref={index === active ? scrollIntoView : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={() => onActive(index)}
      onClick={() => onPick(option)}
    >
      <span className="option-label">{option.label}</span>
      {option.description ? <span className="option-description">{option.description}</span> : null}
      {selected ? <CheckIcon /> : null}
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
