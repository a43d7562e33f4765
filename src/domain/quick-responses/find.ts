import type { QuickResponse } from './quick-response.ts';
import { bareKey } from './shortcut-key.ts';

/** By its shortcut, whatever its case: a phone begins with a capital. */
export function findByKey(responses: QuickResponse[], key: string): QuickResponse | undefined {
  const wanted = folded(key);
  return (
    responses.find(({ shortcutKey }) => shortcutKey === key) ??
    responses.find(({ shortcutKey }) => shortcutKey !== undefined && folded(shortcutKey) === wanted)
  );
}

/** Those in which the query stands: first by shortcut, then by name, then by what they say. */
export function matching(responses: QuickResponse[], query: string): QuickResponse[] {
  const wanted = folded(query);
  const key = folded(bareKey(query));
  const rank = ({ shortcutKey = '', name, text, description = '' }: QuickResponse): number => {
    const isKey = key !== '' && folded(shortcutKey).startsWith(key);
    if (isKey) return folded(shortcutKey) === key ? 0 : 1;
    if (folded(name).startsWith(wanted)) return 2;
    if (folded(name).includes(wanted)) return 3;
    return folded(`${description}\n${text}`).includes(wanted) ? 4 : 5;
  };
  return responses
    .map((response) => ({ response, rank: rank(response) }))
    .filter((one) => one.rank < 5)
    .sort((a, b) => a.rank - b.rank || a.response.name.localeCompare(b.response.name))
    .map(({ response }) => response);
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
