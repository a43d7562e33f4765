/** In the place of a label value that is not known to the code, whatever it holds. */
export const OTHER = 'other';

/** Names that only the code itself gives, such as those of methods: so many at most, and nothing but names. */
export interface Names {
  most: number;
}

/** The values that each label can have; besides, each can be `other`. */
export type Labels = Record<string, readonly string[] | Names>;

export type ValuesOf<L extends Labels> = { [Name in keyof L]: string };

/** Letters and dots, and a version at the end; neither a number nor a text passes for one. */
const NAME = /^[a-z][a-z_.]{1,50}(V\d)?$/i;

/** Lets through what is known. So no label can grow, or tell of a person, whatever comes from outside. */
export function bounded<L extends Labels>(labels: L): (values: ValuesOf<L>) => ValuesOf<L> {
  const checks = Object.entries(labels).map(([label, known]) => [label, checkOf(known)] as const);
  return (values) => {
    const passed: Record<string, string> = {};
    for (const [label, isKnown] of checks) {
      const value = values[label] ?? OTHER;
      passed[label] = isKnown(value) ? value : OTHER;
    }
    return passed as ValuesOf<L>;
  };
}

function checkOf(known: readonly string[] | Names): (value: string) => boolean {
  if (!('most' in known)) {
    const values = new Set(known);
    return (value) => values.has(value);
  }
  const names = new Set<string>();
  return (value) => {
    if (names.has(value)) return true;
    if (names.size >= known.most || !NAME.test(value)) return false;
    names.add(value);
    return true;
  };
}
