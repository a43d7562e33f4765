import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type MenuItem = {
  /** Tells items of the same label apart. */
  key?: string;
  label: string;
  /** A second line. */
  detail?: string;
  /** Set for one of several that exclude each other. */
  checked?: boolean;
  icon?: ReactNode;
  onChoose: () => void;
};

export type MenuButtonProps = {
  label: string;
  items: readonly MenuItem[];
  className?: string;
  /** Where the menu hangs; to the end by default. */
  align?: 'start' | 'end';
  /** Its content says what it is; the label is then for the menu alone. */
  named?: boolean;
  /** Opens upwards, for buttons at the foot of the page. */
  up?: boolean;
  children: ReactNode;
};

/** https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
export function MenuButton({
  label,
  items,
  className = 'button',
  align = 'end',
  up = false,
  named = false,
  children,
}: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    // What scrolls around it may end in its middle.
    menu.current?.scrollIntoView({ block: 'nearest' });
    const first = menu.current?.querySelector<HTMLElement>('[aria-checked="true"], [role^="menuitem"]');
    first?.focus();
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') return close(false);
    else if (!moveFocus(menu.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="menu-root" ref={root}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={named ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={label}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open ? (
        <div
          ref={menu}
          id={id}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          className={`menu menu-${align}${up ? ' menu-up' : ''}`}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: checked only where the role is menuitemradio
            <button
              key={item.key ?? item.label}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              className="menu-item"
              onClick={() => {
                close(true);
                item.onChoose();
              }}
            >
              {item.icon}
              <span className="menu-item-text">
                <span>{item.label}</span>
                {item.detail ? <span className="menu-item-detail">{item.detail}</span> : null}
              </span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function moveFocus(menu: HTMLElement | null, key: string): boolean {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const targets: Record<string, number> = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  let target = targets[key];
  if (target === undefined && /^\S$/.test(key)) {
    const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const hit = rest.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
    target = hit ? items.indexOf(hit) : undefined;
  }
  if (target === undefined) return false;
  items[target]?.focus();
  return true;
}
