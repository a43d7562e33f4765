import type { List, ListPart, Progress } from './list.ts';

/** All that a message of a list tells: when it changes, so does what a person reads. */
export function toldOf(list: List, part: ListPart, progress: Progress | undefined): string {
  const { state, approval, sendAt, obstacle, endedBy, result } = list;
  const { decided, decidedBy, obstacle: unasked } = approval ?? {};
  const asked = [state, decided, decidedBy];
  if (part === 'list_approval') return JSON.stringify(asked);
  return JSON.stringify([...asked, unasked, sendAt, obstacle, endedBy, result?.outcome, progress]);
}
