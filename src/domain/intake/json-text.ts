import { visit } from 'jsonc-parser';
import { type Refused, refuse } from './parsed.ts';
import { isStorable, NOT_STORABLE } from './text-limits.ts';

type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
type JsonObject = { [key: string]: JsonValue };

/** What AWS's own examples need, with room; deeper nesting is a mistake or an attack. */
const DEEPEST = 10;

type JsonResult<T> = { ok: true; value: T /** The JSON that was read. */; text: string } | Refused;

/**
 * Reads typed JSON. Phones turn quotes into curly ones, so where the text isn't JSON as it stands, it is read with
 * straight ones, and without what no one sees around it. A key `__proto__`, nesting over 10 levels and characters
 * that can't be sent are refused.
 */
export function parseJson(typed: string): JsonResult<JsonValue> {
  const straight = typed.replace(/[“”„]/g, '"');
  for (const text of new Set([typed, typed.trim(), straight.trim()])) {
    const value = tryParse(text);
    if (value === undefined) continue;
    const fault = findFault(value, 1);
    return fault ? refuse(fault) : { ok: true, value, text };
  }
  const { line, character } = findJsonError(straight);
  return refuse(
    `This isn't valid JSON: check line ${line}, character ${character}, for a missing quote, comma or bracket.`,
  );
}

/** As parseJson, for fields that take an object. */
export function parseJsonObject(typed: string, example: string): JsonResult<JsonObject> {
  const parsed = parseJson(typed);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...parsed, value };
  return refuse(`This must be a JSON object in braces, for example ${example}.`);
}

/** Where a text stops being JSON, both from 1. V8's own errors don't always say. */
export function findJsonError(text: string): { line: number; character: number } {
  const found: { line: number; character: number }[] = [];
  const onError = (_code: number, _offset: number, _length: number, line: number, character: number) => {
    found.push({ line: line + 1, character: character + 1 });
  };
  visit(text, { onError }, { disallowComments: true });
  return found[0] ?? { line: 1, character: 1 };
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function findFault(value: JsonValue, depth: number): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : NOT_STORABLE;
  if (value === null || typeof value !== 'object') return undefined;
  if (depth > DEEPEST) return `This is nested more than ${DEEPEST} levels deep. Flatten it.`;
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') return "The name “__proto__” can't be used. Choose another.";
    const fault = isStorable(key) ? findFault(member, depth + 1) : NOT_STORABLE;
    if (fault) return fault;
  }
  return undefined;
}
