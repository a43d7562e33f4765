import { useLayoutEffect, useSyncExternalStore } from 'react';
import { usePreference } from './preference.ts';

export type Theme = 'auto' | 'light' | 'dark';

const dark = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Light or dark: as the system has it, unless the person has chosen. */
export function useTheme(): { theme: Theme; isDark: boolean; setTheme: (theme: Theme) => void } {
  const [theme, setTheme] = usePreference<Theme>('theme', 'auto');
  const systemIsDark = useSyncExternalStore(subscribe, () => dark.matches);
  const isDark = theme === 'dark' || (theme === 'auto' && systemIsDark);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return { theme, isDark, setTheme };
}
