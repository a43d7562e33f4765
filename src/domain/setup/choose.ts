import type { Item, NumberItem } from './inventory.ts';

export type Chosen<Found> = { ok: true; item: Found } | { ok: false; fault: string };

/** The one that is called so, has that id or ARN; `kind` is what each is, such as "flow". */
export function choose<Found extends Item>(
  asked: string,
  items: readonly Found[],
  kind: string,
): Chosen<Found> {
  const wanted = asked.trim();
  const [exact] = items.filter(({ id, arn }) => wanted === id || wanted === arn);
  const named = items.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  // Of several that are called the same, the one that can be used.
  const usable = named.filter(({ obstacle }) => !obstacle);
  const [found, ...others] = exact ? [exact] : usable.length > 0 ? usable : named;
  if (!found) return { ok: false, fault: `there is no ${kind} "${wanted}"${thereIs(items, kind)}` };
  if (others.length > 0)
    return { ok: false, fault: `${others.length + 1} ${kind}s are called "${wanted}": give the id of one` };
  if (found.obstacle) return { ok: false, fault: `the ${kind} "${found.name}" ${found.obstacle}` };
  return { ok: true, item: found };
}

/** The same of a number, which is also found by its digits, however they are written. */
export function chooseNumber(asked: string, items: readonly NumberItem[]): Chosen<NumberItem> {
  const digits = /^\+?[\d\s().-]+$/.test(asked.trim()) ? asked.replace(/\D/g, '') : '';
  const found = digits && items.find(({ number }) => number === `+${digits}`);
  return found ? { ok: true, item: found } : choose(asked, items, 'number');
}

/** Those that speak a channel in front, then those of which that isn't known, as AWS tells no capabilities. */
export function inOrderFor(channel: NumberItem['channel'], items: readonly NumberItem[]): NumberItem[] {
  const rank = (item: NumberItem) => (item.channel === channel ? 0 : item.channel ? 2 : 1);
  return items.toSorted((a, b) => rank(a) - rank(b));
}

const MOST_NAMED = 10;

function thereIs(items: readonly Item[], kind: string): string {
  const names = items.filter(({ obstacle }) => !obstacle).map(({ name }) => name);
  if (names.length === 0) return `, as there is no ${kind} that can be used`;
  const more = names.length - MOST_NAMED;
  return ` among ${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
