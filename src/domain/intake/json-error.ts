interface TextPosition {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\t\r\n]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where a text stops being JSON. V8's own errors don't always say. Nesting costs no stack: it is kept in a list. */
export function findJsonError(text: string): TextPosition {
  return toPosition(text, scan(text));
}

function scan(text: string): number {
  const open: string[] = [];
  let at = skip(SPACE, text, 0) ?? 0;
  let expecting: 'value' | 'first' | 'next' = 'value';
  for (;;) {
    const closer = open.at(-1);
    if (expecting === 'next') {
      if (closer === undefined) return at;
      if (text[at] === ',') expecting = 'value';
      else if (text[at] === closer) open.pop();
      else return at;
      at = skip(SPACE, text, at + 1) ?? at;
      if (expecting === 'next') continue;
    }
    if (expecting === 'first' && text[at] === closer) {
      open.pop();
      expecting = 'next';
      at = skip(SPACE, text, at + 1) ?? at;
      continue;
    }
    if (closer === '}') {
      const colon = skip(SPACE, text, skip(STRING, text, at) ?? -1);
      if (colon === undefined) return at;
      if (text[colon] !== ':') return colon;
      at = skip(SPACE, text, colon + 1) ?? at;
    }
    if (text[at] === '{' || text[at] === '[') {
      open.push(text[at] === '{' ? '}' : ']');
      expecting = 'first';
      at = skip(SPACE, text, at + 1) ?? at;
      continue;
    }
    const end = skip(text[at] === '"' ? STRING : BARE, text, at);
    if (end === undefined) return at;
    at = skip(SPACE, text, end) ?? end;
    expecting = 'next';
  }
}

/** The index after the pattern at this index, or nothing where it doesn't match. */
function skip(pattern: RegExp, text: string, at: number): number | undefined {
  if (at < 0) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function toPosition(text: string, index: number): TextPosition {
  const lines = text.slice(0, index).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
