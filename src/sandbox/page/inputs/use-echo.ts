import { useState } from 'react';

/**
 * What stands in an input: what the sandbox holds, or what was put there last, until the sandbox has taken that up. An
 * older state that comes in between takes nothing back.
 */
export function useEcho<T>(held: T): { shown: T; show: (value: T, taken: Promise<unknown>) => void } {
  const [echo, setEcho] = useState<{ value: T }>();
  return {
    shown: echo ? echo.value : held,
    show(value, taken) {
      const mine = { value };
      setEcho(mine);
      void taken.finally(() => setEcho((newest) => (newest === mine ? undefined : newest)));
    },
  };
}
