import { type RefObject, type UIEvent, useEffect, useRef, useState } from 'react';

/** Within so many pixels of the end one is at the end. */
const NEAR = 80;

export type End = {
  list: RefObject<HTMLDivElement | null>;
  /** What is in the list, in one element. */
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  goToEnd: () => void;
  onScroll: (event: UIEvent<HTMLElement>) => void;
};

/**
 * Keeps a list at its end while one reads there: when something is added, when its size changes, and when it comes back
 * after it was hidden. Who reads further up stays there.
 */
export function useEnd(): End {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const top = useRef(0);
  /** How far it could be scrolled when that was its place. */
  const reach = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);

  const moveTo = (element: HTMLElement, place: number) => {
    element.scrollTop = place;
    top.current = element.scrollTop;
    reach.current = reachOf(element);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves what the refs hold
  useEffect(() => {
    const element = list.current;
    if (!element || !content.current) return;
    let wasHidden = false;
    const observer = new ResizeObserver(() => {
      const isHidden = element.clientHeight === 0;
      if (follows.current) moveTo(element, element.scrollHeight);
      else if (wasHidden && !isHidden) moveTo(element, top.current);
      wasHidden = isHidden;
    });
    observer.observe(element);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  return {
    list,
    content,
    isAtEnd,
    goToEnd() {
      follows.current = true;
      setAtEnd(true);
      if (list.current) moveTo(list.current, list.current.scrollHeight);
    },
    onScroll({ currentTarget: element }) {
      if (element.clientHeight === 0) return;
      const { scrollTop } = element;
      const reachNow = reachOf(element);
      // The news of an earlier move may come when there is more to show already, and the browser goes up by itself where
      // something gets shorter: only who goes up in what is as long as it was leaves the end.
      if (reachNow - scrollTop < NEAR) follows.current = true;
      else if (scrollTop < top.current && reachNow === reach.current) follows.current = false;
      top.current = scrollTop;
      reach.current = reachNow;
      setAtEnd(follows.current);
    },
  };
}

function reachOf({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
