import { useAct, useSandbox } from '../state/sandbox.tsx';
import { AppIcon, BoltIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu.tsx';

export function ShortcutsMenu({ as }: { as: string }) {
  const { state } = useSandbox();
  const act = useAct();
  const items = state.shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, description, callbackId }) => ({
      label: name,
      detail: description,
      icon: <AppIcon />,
      onChoose: () => void act({ type: 'globalShortcut', as, callbackId }),
    }));
  return (
    <MenuButton label="Shortcuts" className="icon-button" align="start" up items={items}>
      <BoltIcon />
    </MenuButton>
  );
}
