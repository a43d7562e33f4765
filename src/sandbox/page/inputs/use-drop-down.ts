import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react';

const ROOM = 260;
const GAP = 4;

/**
 * Where a list hangs below its control, or above it where there is no room. Fixed to the window, because a modal
 * scrolls and would cut it off.
 */
export function useDropDown(anchor: RefObject<HTMLElement | null>, open: boolean): CSSProperties {
  const [box, setBox] = useState<CSSProperties>({});
  useLayoutEffect(() => {
    if (!open) return;
    const place = () => {
      const around = anchor.current?.getBoundingClientRect();
      if (!around) return;
      const below = window.innerHeight - around.bottom;
      const vertical =
        below >= ROOM || below >= around.top
          ? { top: around.bottom + GAP, maxHeight: Math.min(ROOM, below - 2 * GAP) }
          : {
              bottom: window.innerHeight - around.top + GAP,
              maxHeight: Math.min(ROOM, around.top - 2 * GAP),
            };
      setBox({ left: around.left, width: around.width, ...vertical });
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [anchor, open]);
  return box;
}
