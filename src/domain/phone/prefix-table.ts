/** What is known of the longest of its prefixes that a number begins with; the number is in E.164. */
export interface PrefixTable {
  find(e164: string): readonly string[] | undefined;
}

/** Reads a table when it is first asked. Each line: what is known, joined by `&`, and the prefixes. */
export function createPrefixTable(lines: string): PrefixTable {
  let rows: Map<string, readonly string[]> | undefined;
  return {
    find(e164) {
      rows ??= readRows(lines);
      for (let digits = e164.slice(1); digits !== ''; digits = digits.slice(0, -1)) {
        const found = rows.get(digits);
        if (found) return found;
      }
      return undefined;
    },
  };
}

function readRows(lines: string): Map<string, readonly string[]> {
  const rows = lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [known = '', ...prefixes] = line.split(' ');
      const values = known.split('&');
      return prefixes.map((prefix): [string, readonly string[]] => [prefix, values]);
    });
  return new Map(rows);
}
