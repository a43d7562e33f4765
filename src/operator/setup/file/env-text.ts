import { parseEnv } from 'node:util';

/** Why a file can't be changed; the message is for whoever asked for it. */
export class Unwritable extends Error {}

/** The variables of a file in Node's own reading, which `node --env-file` goes by; what is empty is unset. */
export function readEnvText(text: string): Record<string, string> {
  const all = Object.entries(parseEnv(text) as Record<string, string>);
  return Object.fromEntries(all.filter(([, value]) => value.trim()));
}

/**
 * The same text with these variables changed where they stand, or else added at its end; all else stays as it
 * is, comments included. @throws Unwritable where the result would not be read so.
 */
export function changeEnvText(text: string, changes: Readonly<Record<string, string>>): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  let changed = text;
  for (const [name, value] of Object.entries(changes)) {
    const line = `${name}=${quoted(name, value)}`;
    const place = placesOf(changed, name).at(-1);
    if (place) changed = changed.slice(0, place.from) + line + changed.slice(place.to);
    else changed = `${changed}${changed && !changed.endsWith('\n') ? end : ''}${line}${end}`;
  }
  const [read, wanted] = [parseEnv(changed), { ...parseEnv(text), ...changes }];
  const wrong = Object.keys({ ...read, ...wanted }).filter((name) => read[name] !== wanted[name]);
  if (wrong.length === 0) return changed;
  const lines = Object.entries(changes).map(([name, value]) => `  ${name}=${quoted(name, value)}`);
  throw new Unwritable(
    `The file has lines that can't be changed with certainty, about ${wrong.join(', ')}. Write these into it by hand:\n${lines.join('\n')}`,
  );
}

/** Taken as it is by Node, Docker Compose and a shell alike. */
const PLAIN = /^[\w.,:/@%+=-]+$/;

/** Node knows no escapes but \n in double quotes, so a value must do without the quote around it. @throws Unwritable */
function quoted(name: string, value: string): string {
  if (PLAIN.test(value)) return value;
  const canHold = [
    ["'", !value.includes("'")],
    ['"', !/"|\\n/.test(value)],
    ['`', !value.includes('`')],
  ] as const;
  const [quote] = canHold.find(([, can]) => can) ?? [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no value has.
  if (!quote || /[\u0000-\u001f\u007f]/.test(value))
    throw new Unwritable(`${name} holds characters that no .env file can: give another value.`);
  return `${quote}${value}${quote}`;
}

/** An assignment: its name, and a value in quotes, which may go over lines, or up to a comment. */
const ASSIGNMENT =
  /^[^\S\r\n]*(?:export[^\S\r\n]+)?([^\s=#]+)[^\S\r\n]*=[^\S\r\n]*("[^"]*"|'[^']*'|`[^`]*`|[^\r\n#]*)/gm;

/** From the name to the end of the value, without the blanks in front of a comment. */
function placesOf(text: string, name: string): { from: number; to: number }[] {
  return [...text.matchAll(ASSIGNMENT)]
    .filter((match) => match[1] === name)
    .map((match) => {
      const from = match.index + match[0].indexOf(name);
      return { from, to: from + match[0].slice(match[0].indexOf(name)).trimEnd().length };
    });
}
