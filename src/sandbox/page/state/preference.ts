import { useCallback, useState } from 'react';

/** A choice that this browser remembers. */
export function usePreference<T extends string>(key: string, fallback: T): [T, (value: T) => void] {
  return useStored(() => localStorage, key, fallback);
}

/** What is being written and not sent yet: it outlives a reload and a look elsewhere, in this tab alone. */
export function useDraft(key: string): [string, (text: string) => void] {
  return useStored<string>(() => sessionStorage, `draft ${key}`, '');
}

/** Private windows may refuse to remember: then it holds until the reload. */
function useStored<T extends string>(area: () => Storage, key: string, fallback: T): [T, (value: T) => void] {
  const name = `reach-out-sandbox.${key}`;
  const [value, setValue] = useState<T>(() => (read(area, name) as T | undefined) ?? fallback);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the area is the same each time
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      try {
        if (next === '') area().removeItem(name);
        else area().setItem(name, next);
      } catch {
        return;
      }
    },
    [name],
  );
  return [value, remember];
}

function read(area: () => Storage, name: string): string | undefined {
  try {
    return area().getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}
