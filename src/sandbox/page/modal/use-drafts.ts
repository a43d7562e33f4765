import { useEffect, useRef, useState } from 'react';
import type { OpenView } from '../../slack/index.ts';
import { stringAt } from '../../slack/json.ts';
import type { Where } from '../block-kit/surface.ts';

/** How long Slack waits in the typing before it tells the app. */
const PAUSE_MS = 300;

type Draft = { where: Where; text: string; sent: boolean };
export type Send = (where: Where, text: string, pressedEnter: boolean) => Promise<unknown>;
export type Drafts = {
  textOf: (where: Where) => string | undefined;
  type: (where: Where, text: string, pressedEnter: boolean) => void;
  /** Sends what was typed and waits until the app has heard of it. */
  flush: () => Promise<void>;
};

const keyOf = ({ blockId, actionId }: Where) => `${blockId} ${actionId}`;

/** What is being typed: shown at once, sent after a pause, and given up when the view holds it too. */
export function useDrafts(view: OpenView, send: Send): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const waiting = useRef(new Map<string, () => void>());
  const underWay = useRef(new Set<Promise<unknown>>());

  useEffect(() => {
    setDrafts((before) => {
      const left = [...before].filter(([, draft]) => !isSettled(view, draft));
      return left.length === before.size ? before : new Map(left);
    });
  }, [view]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  useEffect(() => {
    const sendAll = () => {
      for (const now of waiting.current.values()) now();
    };
    addEventListener('pagehide', sendAll);
    return () => removeEventListener('pagehide', sendAll);
  }, []);

  const settle = (key: string, text: string) =>
    setDrafts((before) => {
      const draft = before.get(key);
      return draft?.text === text ? new Map(before).set(key, { ...draft, sent: true }) : before;
    });
  const type: Drafts['type'] = (where, text, pressedEnter) => {
    const key = keyOf(where);
    setDrafts((before) => new Map(before).set(key, { where, text, sent: false }));
    clearTimeout(timers.current.get(key));
    const now = () => {
      clearTimeout(timers.current.get(key));
      timers.current.delete(key);
      waiting.current.delete(key);
      const sending = send(where, text, pressedEnter).then(() => settle(key, text));
      underWay.current.add(sending);
      void sending.finally(() => underWay.current.delete(sending));
    };
    waiting.current.set(key, now);
    if (pressedEnter) now();
    else timers.current.set(key, setTimeout(now, PAUSE_MS));
  };
  return {
    textOf: (where) => drafts.get(keyOf(where))?.text,
    type,
    async flush() {
      for (const now of waiting.current.values()) now();
      await Promise.all(underWay.current);
    },
  };
}

/** The view holds the same text, or its block is gone and with it what was typed. */
function isSettled({ values }: OpenView, { where, text, sent }: Draft): boolean {
  const held = values[where.blockId]?.[where.actionId];
  return held === undefined || (sent && (stringAt(held, 'value') ?? '') === text);
}
