/** A JSON object whose members have not been looked at yet. */
export type Json = { [key: string]: unknown };

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed text, or undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The string at `key`, or undefined when there is none or it is something else. */
export function stringAt(object: Json | undefined, key: string): string | undefined {
  const value = object?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** The object at `key`, or undefined. */
export function objectAt(object: Json | undefined, key: string): Json | undefined {
  const value = object?.[key];
  return isJson(value) ? value : undefined;
}

/** The objects in the list at `key`; anything else in it is left out. */
export function objectsAt(object: Json | undefined, key: string): Json[] {
  const value = object?.[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}
