import { useEffect, useRef, useState } from 'react';
import type { OpenView } from '../../slack/index.ts';
import type { Where } from '../block-kit/surface.ts';

/** How long Slack waits in the typing before it tells the app. */
const PAUSE_MS = 300;

type Draft = { where: Where; text: string };
/** Resolves once the view holds it; `ok` is false where it was refused. */
export type Send = (where: Where, text: string, pressedEnter: boolean) => Promise<{ ok: boolean }>;
export type Drafts = {
  textOf: (where: Where) => string | undefined;
  type: (where: Where, text: string, pressedEnter: boolean) => void;
  /** Sends now what waits for a pause: it was typed before what is done next. */
  flush: () => void;
};

const keyOf = ({ blockId, actionId }: Where) => `${blockId} ${actionId}`;

/** What is being typed: shown at once, sent after a pause, and given up when the view holds it too. */
export function useDrafts(view: OpenView, send: Send): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const waiting = useRef(new Map<string, () => void>());

  const giveUp = (isOver: (draft: Draft) => boolean) =>
    setDrafts((before) => {
      const left = [...before].filter(([, draft]) => !isOver(draft));
      return left.length === before.size ? before : new Map(left);
    });
  const flush = () => {
    for (const now of waiting.current.values()) now();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another view takes blocks away
  useEffect(() => giveUp(({ where }) => isGone(view, where)), [view]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads what waits by then
  useEffect(() => {
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, []);

  const type: Drafts['type'] = (where, text, pressedEnter) => {
    const key = keyOf(where);
    const draft = { where, text };
    setDrafts((before) => new Map(before).set(key, draft));
    clearTimeout(timers.current.get(key));
    const now = () => {
      clearTimeout(timers.current.get(key));
      timers.current.delete(key);
      waiting.current.delete(key);
      void send(where, text, pressedEnter).then(({ ok }) => ok && giveUp((newest) => newest === draft));
    };
    waiting.current.set(key, now);
    if (pressedEnter) now();
    else timers.current.set(key, setTimeout(now, PAUSE_MS));
  };
  return { textOf: (where) => drafts.get(keyOf(where))?.text, type, flush };
}

/** Its block is gone, and with it what was typed. */
function isGone({ values }: OpenView, { blockId, actionId }: Where): boolean {
  return values[blockId]?.[actionId] === undefined;
}
