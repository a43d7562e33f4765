import { isOpen, type Line } from '../domain/conversation/line.ts';
import { keyIdOf, type Vault } from './vault.ts';

/** A row of `line` as it is read, with its id and text. */
export type LineRow = Omit<Line, 'id' | 'text'> & { id: string; sealed: string | null };

/** A line as it is written: what is not secret, what is, and whether something is still to be done about it. */
interface Written {
  id: string;
  at: string;
  line: object;
  sealed: string | null;
  is_open: boolean;
}

export function lineFromRow({ sealed, ...line }: LineRow, reachOutId: string, vault: Vault): Line {
  const text = sealed === null ? undefined : vault.open(sealed, aboutLine(reachOutId, line.id));
  return { ...line, ...(text !== undefined && { text }) } as Line;
}

/** Whether a text was sealed with a key that is known here. */
export function isOpenedBy({ keyIds }: Vault, sealed: string | null): boolean {
  return sealed === null || keyIds.includes(keyIdOf(sealed));
}

/** The lines that are new, and those that have changed. */
export function changedLines(
  before: Line[],
  after: Line[],
  reachOutId: string,
  vault: Vault,
): { fresh: Written[]; changed: Written[] } {
  const known = new Map(before.map((line) => [line.id, line]));
  const written = (line: Line) => toWritten(line, reachOutId, vault);
  return {
    fresh: after.filter(({ id }) => !known.has(id)).map(written),
    changed: after.filter((line) => known.has(line.id) && known.get(line.id) !== line).map(written),
  };
}

function toWritten(line: Line, reachOutId: string, vault: Vault): Written {
  const { id, text, ...rest } = line;
  const sealed = text === undefined ? null : vault.seal(text, aboutLine(reachOutId, id));
  return { id, at: line.at, line: rest, sealed, is_open: isOpen(line) };
}

function aboutLine(reachOutId: string, id: string): string {
  return `line ${reachOutId} ${id}`;
}
