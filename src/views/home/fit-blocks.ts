import type { KnownBlock } from '@slack/types';
import { MOST_BLOCKS_OF_VIEW } from '../limits.ts';

/** A list with what stands above it, which says how many rows are shown, and whether there are more. */
export interface Section {
  head(shown: number, isCut: boolean): KnownBlock[];
  rows: KnownBlock[][];
  isCut?: boolean;
}

/** No list becomes shorter while another is longer. */
const LEAST = 5;

/** As many rows as a view holds: what stands last is the first to become shorter. */
export function fitBlocks(above: KnownBlock[], sections: Section[], below: KnownBlock[]): KnownBlock[] {
  const kept = sections.map(({ rows }) => rows.length);
  const blocks = () => [
    ...above,
    ...sections.flatMap(({ head, rows, isCut = false }, at) => {
      const shown = kept[at] ?? 0;
      return [...head(shown, isCut || shown < rows.length), ...rows.slice(0, shown).flat()];
    }),
    ...below,
  ];
  let fitting = blocks();
  while (fitting.length > MOST_BLOCKS_OF_VIEW && kept.some((count) => count > 0)) {
    const long = kept.findLastIndex((count) => count > LEAST);
    const at = long >= 0 ? long : kept.findLastIndex((count) => count > 0);
    kept[at] = (kept[at] ?? 0) - 1;
    fitting = blocks();
  }
  return fitting;
}
