import { parseJsonObject } from './json-text.ts';
import { type Parsed, refuse } from './parsed.ts';
import { countBytes, countCharacters, inUnits, quoted, withCommas } from './text-limits.ts';

/** Over all keys and values of a contact, in UTF-8 bytes. Source: Amazon Connect API Reference, Attributes. */
const MOST_ATTRIBUTE_BYTES = 32_768;
/** Characters of a key and of a value. Source: Amazon Connect API model, AttributeName and AttributeValue. */
const LONGEST = 32_767;
const KEY = /^[A-Za-z0-9_-]+$/;

type Attributes = Parsed<Record<string, string>>;

/**
 * Reads attributes: one `key=value` a line (the first `=` divides; blank lines and spaces around key and value
 * don't count), or a JSON object of strings. Keys are letters, digits, - and _, each once.
 */
export function parseAttributes(typed: string): Attributes {
  return /^\s*[{[]/.test(typed) ? parseJsonAttributes(typed) : parseLines(typed);
}

/** Why these attributes, together with the message of a call, are too large; nothing when they fit. */
export function attributesTooLarge(attributes: Record<string, string>): string | undefined {
  const bytes = Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + countBytes(key) + countBytes(value),
    0,
  );
  if (bytes <= MOST_ATTRIBUTE_BYTES) return undefined;
  const excess = inUnits(bytes - MOST_ATTRIBUTE_BYTES, 'byte');
  return `The attributes are ${excess} too large (at most ${withCommas(MOST_ATTRIBUTE_BYTES)} over all keys and values). Remove or shorten some.`;
}

function parseLines(typed: string): Attributes {
  const attributes = new Map<string, string>();
  for (const [index, line] of typed.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const at = `Line ${index + 1}`;
    const equals = line.indexOf('=');
    if (equals === -1)
      return refuse(`${at} has no “=”. Write one key=value a line, for example order_id=1234.`);
    const key = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    const fault = findFault(key, value, attributes.has(key));
    if (fault) return refuse(`${at}: ${fault}`);
    attributes.set(key, value);
  }
  return { ok: true, value: Object.fromEntries(attributes) };
}

function parseJsonAttributes(typed: string): Attributes {
  const parsed = parseJsonObject(typed, '{"order_id": "1234"}');
  if (!parsed.ok) return parsed;
  const attributes = new Map<string, string>();
  for (const [key, value] of Object.entries(parsed.value)) {
    if (typeof value !== 'string')
      return refuse(`The value of ${quoted(key)} must be text in quotes, for example "1234".`);
    const fault = findFault(key, value, false);
    if (fault) return refuse(fault);
    attributes.set(key, value);
  }
  return { ok: true, value: Object.fromEntries(attributes) };
}

function findFault(key: string, value: string, repeated: boolean): string | undefined {
  if (key === '') return 'The key is missing. Write it before the “=”, for example order_id=1234.';
  if (!KEY.test(key)) return `The key ${quoted(key)} may hold only letters, digits, - and _. Rename it.`;
  if (key === '__proto__') return "The name “__proto__” can't be used. Choose another.";
  if (repeated) return `The key ${quoted(key)} is there twice. Keep one of them.`;
  if (countCharacters(key) > LONGEST || countCharacters(value) > LONGEST) {
    return `${quoted(key)} is too long (at most ${withCommas(LONGEST)} characters each for key and value). Shorten it.`;
  }
  return undefined;
}
