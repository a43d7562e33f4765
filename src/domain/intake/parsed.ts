/** What was typed, read; or a sentence for the person: what is wrong, and what to do. */
export type Parsed<T> = { ok: true; value: T } | Refused;
export type Refused = { ok: false; message: string };

export function refuse(message: string): Refused {
  return { ok: false, message };
}
