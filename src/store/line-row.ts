import { type Heard, isOpen, type Line } from '../domain/conversation/line.ts';
import { keyIdOf, type Sealer, type Vault } from './vault.ts';

/** A row of `line` as it is read, with its id, and its words sealed. */
export type LineRow = Omit<Line, 'id' | keyof Words> & { id: string; sealed: string | null };

/** What was written, and the name of what was sent along. */
type Words = Pick<Heard, 'text' | 'name'>;

/** A line as it is written: what is not secret, what is, and whether something is still to be done about it. */
interface Written {
  id: string;
  at: string;
  line: object;
  sealed: string | null;
  is_open: boolean;
}

export function lineFromRow({ sealed, ...line }: LineRow, reachOutId: string, vault: Vault): Line {
  const words = sealed === null ? {} : openWords(sealed, reachOutId, line.id, vault);
  return { ...line, ...words } as Line;
}

/** An earlier version has sealed the text alone. */
function openWords(sealed: string, reachOutId: string, id: string, vault: Sealer): Words {
  const words = vault.open(sealed, aboutWords(reachOutId, id));
  if (words !== undefined) return JSON.parse(words);
  const text = vault.open(sealed, aboutLine(reachOutId, id));
  return text === undefined ? {} : { text };
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
  const { id, text, name, ...rest }: Line & Words = line;
  const words = { ...(text !== undefined && { text }), ...(name !== undefined && { name }) };
  const hasWords = Object.keys(words).length > 0;
  const sealed = hasWords ? vault.seal(JSON.stringify(words), aboutWords(reachOutId, id)) : null;
  return { id, at: line.at, line: rest, sealed, is_open: isOpen(line) };
}

export function aboutWords(reachOutId: string, id: string): string {
  return `words ${reachOutId} ${id}`;
}

export function aboutLine(reachOutId: string, id: string): string {
  return `line ${reachOutId} ${id}`;
}
