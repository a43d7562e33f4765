import { useCallback, useState } from 'react';

/** A choice that this browser remembers. Private windows may refuse to: then it holds until the reload. */
export function usePreference<T extends string>(key: string, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (read(key) as T | undefined) ?? fallback);
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(`reach-out-sandbox.${key}`, next);
      } catch {
        return;
      }
    },
    [key],
  );
  return [value, remember];
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(`reach-out-sandbox.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}
