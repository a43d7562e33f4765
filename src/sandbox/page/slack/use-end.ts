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
  const [isAtEnd, setAtEnd] = useState(true);

  const moveTo = (element: HTMLElement, place: number) => {
    element.scrollTop = place;
    top.current = element.scrollTop;
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
    onScroll({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) {
      if (clientHeight === 0) return;
      // The news of an earlier move may come when there is more to show already: only who goes up leaves the end.
      if (scrollHeight - scrollTop - clientHeight < NEAR) follows.current = true;
      else if (scrollTop < top.current) follows.current = false;
      top.current = scrollTop;
      setAtEnd(follows.current);
    },
  };
}
