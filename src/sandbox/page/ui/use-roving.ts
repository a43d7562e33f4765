import type { KeyboardEvent } from 'react';

/**
 * One stop for Tab in a list, arrows within it. The items carry `data-roving`; the caller gives one of them tabIndex 0.
 * https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */
export function moveByArrows(
  event: KeyboardEvent<HTMLElement>,
  direction: 'vertical' | 'horizontal' = 'vertical',
): void {
  const [next, previous] = direction === 'vertical' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const targets: Record<string, number> = {
    [next]: at + 1,
    [previous]: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[event.key];
  const item = target === undefined ? undefined : items[Math.min(Math.max(target, 0), items.length - 1)];
  if (!item) return;
  event.preventDefault();
  item.focus();
}
