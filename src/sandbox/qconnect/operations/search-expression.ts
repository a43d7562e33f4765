import * as z from 'zod';

/** Source: Q in Connect API, the query, filter and order fields of its searches, and their lengths. */
export const queryOn = <const Names extends readonly string[]>(names: Names) =>
  z.strictObject({
    name: z.enum(names),
    values: z.array(z.string().min(1).max(1024)).min(1).max(5),
    operator: z.enum(['CONTAINS', 'CONTAINS_AND_PREFIX']),
    allowFuzziness: z.boolean().optional(),
    priority: z.enum(['HIGH', 'MEDIUM', 'LOW']).optional(),
  });

export const filterOn = <const Names extends readonly string[]>(names: Names) =>
  z.strictObject({
    name: z.enum(names),
    values: z.array(z.string().min(1).max(2048)).min(1).max(5).optional(),
    operator: z.enum(['EQUALS', 'PREFIX']),
    includeNoExistence: z.boolean().optional(),
  });

export const orderOn = <const Names extends readonly string[]>(names: Names) =>
  z.strictObject({ name: z.enum(names), order: z.enum(['ASC', 'DESC']).optional() });

type Fields = Readonly<Record<string, readonly string[]>>;
type Filter = z.infer<ReturnType<typeof filterOn<readonly string[]>>>;
type Query = z.infer<ReturnType<typeof queryOn<readonly string[]>>>;

export function matchesFilter(
  { name, values = [], operator, includeNoExistence }: Filter,
  fields: Fields,
): boolean {
  const held = fields[name] ?? [];
  if (held.length === 0) return includeNoExistence ?? false;
  return held.some((one) =>
    values.some((value) => (operator === 'EQUALS' ? one === value : one.startsWith(value))),
  );
}

/** Without regard to case; fuzziness finds no more than that. */
export function matchesQuery({ name, values }: Query, fields: Fields): boolean {
  const held = (fields[name] ?? []).map((one) => one.toLowerCase());
  return held.some((one) => values.some((value) => one.includes(value.toLowerCase())));
}
