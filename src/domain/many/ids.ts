import { uuidFor } from '../kernel/uuid.ts';

/** The reach-out of a row: the same one however often it is fed. */
export function reachOutIdOf(listId: string, line: number): string {
  return uuidFor(`list ${listId} row ${line}`);
}

/** The list that a form claims once it has come back. */
export function listIdAfter(id: string): string {
  return uuidFor(`list after ${id}`);
}
