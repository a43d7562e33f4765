import { useId } from 'react';
import { type Json, objectAt, objectsAt, stringAt } from '../../slack/json.ts';
import { useSurface, whereIs } from '../block-kit/surface.ts';
import { plainOf, TextObject } from '../block-kit/text-object.tsx';
import { useConfirm } from '../ui/confirm.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { useSay } from '../ui/toasts.tsx';
import { ElementInput } from './element-input.tsx';

/** An element outside an input block: it tells the app at once, after a confirmation where one is asked for. */
export function Element({ block, element }: { block: Json; element: Json }) {
  const surface = useSurface();
  const id = useId();
  const say = useSay();
  const where = whereIs(block, element);
  const { ask, dialog } = useConfirm(objectAt(element, 'confirm'));
  if (element.type === 'button') {
    const url = stringAt(element, 'url');
    return (
      <>
        <button
          type="button"
          className={`button button-${stringAt(element, 'style') ?? 'plain'}`}
          data-action-id={where.actionId}
          aria-label={stringAt(element, 'accessibility_label')}
          onClick={() =>
            ask(() => {
              if (url) say(`In Slack this opens ${url}`);
              surface.press(where);
            })
          }
        >
          <TextObject object={objectAt(element, 'text')} />
        </button>
        {dialog}
      </>
    );
  }
  if (element.type === 'overflow') {
    const items = objectsAt(element, 'options').map((option) => ({
      key: stringAt(option, 'value') ?? '',
      label: plainOf(objectAt(option, 'text')),
      onChoose: () =>
        ask(() => {
          const url = stringAt(option, 'url');
          if (url) say(`In Slack this opens ${url}`);
          surface.choose(where, stringAt(option, 'value') ?? '');
        }),
    }));
    return (
      <>
        <MenuButton label="More" items={items} className="icon-button">
          <MoreIcon />
        </MenuButton>
        {dialog}
      </>
    );
  }
  return (
    <div className="lone-element">
      <ElementInput
        element={element}
        where={where}
        label={{ 'aria-label': plainOf(objectAt(element, 'placeholder')) || `${where.actionId}${id}` }}
        describedBy={undefined}
        invalid={false}
        required={false}
      />
    </div>
  );
}
