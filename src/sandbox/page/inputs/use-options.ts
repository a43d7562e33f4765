import { useEffect, useRef, useState } from 'react';

export type ComboboxOption = { value: string; label: string; description?: string; group?: string };

/** Options for what was typed, or a note that says why there are none. */
export type Find = (query: string) => Promise<{ options: readonly ComboboxOption[] } | { note: string }>;

const PAUSE_MS = 200;

type Found = { options: readonly ComboboxOption[]; note: string | undefined };

/** Asks while the list is open, at once when it opens and after a pause in the typing; only the last answer counts. */
export function useOptions(find: Find, query: string, open: boolean): Found {
  const [found, setFound] = useState<Found>({ options: [], note: undefined });
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    if (!open) return;
    let current = true;
    const ask = async () => {
      const answer = await latest.current(query);
      if (!current) return;
      if ('note' in answer) setFound({ options: [], note: answer.note });
      else
        setFound({ options: answer.options, note: answer.options.length > 0 ? undefined : 'Nothing found' });
    };
    const timer = setTimeout(ask, query === '' ? 0 : PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, open]);
  return found;
}
