import { useCallback, useSyncExternalStore } from 'react';

/**
 * Who one is and where one looks, in the address: it survives a reload, can be sent to a colleague, and lets two tabs
 * be two people.
 */
export type Route = {
  as?: string;
  in?: string;
  thread?: string;
  /** The tab of the conversation with the app. */
  tab?: 'home' | 'messages';
  contact?: string;
  panel?: string;
  traffic?: 'open';
  /** Which side shows where both do not fit. */
  side?: 'connect';
};

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

function parseRoute(hash: string): Route {
  return Object.fromEntries(new URLSearchParams(hash.replace(/^#/, ''))) as Route;
}

type Changes = { [K in keyof Route]?: Route[K] | undefined };

function formatRoute(route: Changes): string {
  const given = Object.entries(route).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `#${new URLSearchParams(given)}`;
}

/** The route, and a way to change parts of it; `undefined` takes a part away. */
export function useRoute(): [Route, (changes: Changes) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const go = useCallback((changes: Changes) => {
    location.hash = formatRoute({ ...parseRoute(location.hash), ...changes });
  }, []);
  return [parseRoute(hash), go];
}
