import { type Json, objectAt, objectsAt, stringAt } from '../../slack/json.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { useSurface } from '../block-kit/surface.ts';
import { plainOf } from '../block-kit/text-object.tsx';
import { Combobox, type ComboboxOption, type Find } from './combobox.tsx';
import { ariaOf, type InputProps } from './input-props.ts';
import { useEcho } from './use-echo.ts';

export function StaticSelect(props: InputProps) {
  const groups = objectsAt(props.element, 'option_groups');
  const options = [
    ...objectsAt(props.element, 'options').map((option) => toOption(option)),
    ...groups.flatMap((group) =>
      objectsAt(group, 'options').map((option) => toOption(option, plainOf(objectAt(group, 'label')))),
    ),
  ];
  return <Select {...props} find={among(options)} selected={selectedOptions(useHeld(props))} />;
}

/** The default length is Slack's: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
export function ExternalSelect(props: InputProps) {
  const surface = useSurface();
  const { element, where } = props;
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  const find: Find = async (query) => {
    if (query.length < least) return { note: `Type at least ${least} characters` };
    const found = await surface.suggest(where, query);
    if (found.kind === 'too_short') return { note: `Type at least ${least} characters` };
    if (found.kind === 'failed') return { note: 'The options could not be loaded' };
    return { options: found.options.map(({ option }) => toOption(option)) };
  };
  return <Select {...props} find={find} selected={selectedOptions(useHeld(props))} />;
}

export function UserSelect(props: InputProps) {
  const { people } = useDirectory();
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select {...props} find={among(options)} selected={named(useHeld(props), options, 'selected_user')} />
  );
}

export function ConversationSelect(props: InputProps) {
  const { conversations } = useDirectory();
  const key = String(props.element.type).includes('channels') ? 'selected_channel' : 'selected_conversation';
  const options = conversations.map(({ id, name }) => ({ value: id, label: name }));
  return <Select {...props} find={among(options)} selected={named(useHeld(props), options, key)} />;
}

type SelectProps = InputProps & { find: Find; selected: readonly ComboboxOption[] };

function Select({ find, selected, ...props }: SelectProps) {
  const surface = useSurface();
  const { shown, show } = useEcho(selected);
  const { element, where, required } = props;
  const multiple = String(element.type).startsWith('multi_');
  const limit = typeof element.max_selected_items === 'number' ? element.max_selected_items : Infinity;
  return (
    <Combobox
      aria={ariaOf(props)}
      placeholder={plainOf(objectAt(element, 'placeholder')) || 'Choose an option'}
      find={find}
      selected={shown}
      most={multiple ? limit : 1}
      clearable={!required}
      focusOnLoad={element.focus_on_load === true}
      onChange={(options) => {
        const values = options.map(({ value }) => value);
        show(options, surface.choose(where, multiple ? values : (values[0] ?? null)));
      }}
    />
  );
}

function useHeld({ where, element }: InputProps): Json {
  const held = useSurface().valueOf(where);
  const initial = { selected_option: element.initial_option, selected_options: element.initial_options };
  return held ?? initial;
}

function among(options: readonly ComboboxOption[]): Find {
  return async (query) => {
    const wanted = query.toLowerCase();
    return { options: options.filter(({ label }) => label.toLowerCase().includes(wanted)) };
  };
}

function toOption(option: Json, group?: string): ComboboxOption {
  const description = objectAt(option, 'description');
  return {
    value: stringAt(option, 'value') ?? '',
    label: plainOf(objectAt(option, 'text')),
    ...(description ? { description: plainOf(description) } : {}),
    ...(group ? { group } : {}),
  };
}

function selectedOptions(held: Json): ComboboxOption[] {
  const single = objectAt(held, 'selected_option');
  return [...(single ? [single] : []), ...objectsAt(held, 'selected_options')].map((one) => toOption(one));
}

/** People and conversations are held by id: one (`selected_user`) or several (`selected_users`). */
function named(held: Json, options: readonly ComboboxOption[], key: string): ComboboxOption[] {
  const several = held[`${key}s`];
  const ids = Array.isArray(several) ? several.map(String) : [stringAt(held, key) ?? ''].filter(Boolean);
  return ids.map((id) => options.find(({ value }) => value === id) ?? { value: id, label: id });
}
