import * as z from 'zod';
import type { ContactReference } from '../contact/contact-request.ts';
import { parseJsonObject } from './json-text.ts';
import { type Parsed, refuse } from './parsed.ts';
import { describeShapeError } from './shape-error.ts';
import { countBytes, inUnits, quoted } from './text-limits.ts';

const EXAMPLE = '{"Order": {"Type": "URL", "Value": "https://example.com/1234"}}';
/** Over all references of a contact, in UTF-8 bytes. Source: Amazon Connect API Reference, Reference. */
const MOST_BYTES = 4096;

const TYPES = ['URL', 'NUMBER', 'STRING', 'DATE', 'EMAIL'] as const;
const VALUE_RULES: Record<(typeof TYPES)[number], { test: (value: string) => boolean; says: string }> = {
  URL: { test: isWebAddress, says: 'a whole web address that begins with https:// or http://' },
  NUMBER: {
    test: (value) => /^-?\d+(?:\.\d+)?$/.test(value),
    says: 'a number in digits, for example "1234.5"',
  },
  STRING: { test: (value) => value !== '', says: "text that isn't empty" },
  DATE: {
    test: (value) => /^\d{1,13}$/.test(value),
    says: 'an epoch timestamp in digits, for example "1767225600"',
  },
  EMAIL: { test: (value) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value), says: 'one email address' },
};

const referenceSchema = z.strictObject(
  {
    Type: z.enum(TYPES, `Type must be one of ${TYPES.join(', ')}`),
    Value: z.string('Value must be text in quotes'),
  },
  'A reference must be an object with Type and Value only',
);
const referencesSchema = z.record(z.string().min(1, "A name can't be empty"), referenceSchema);

/**
 * Reads references in AWS's own shape: `{"name": {"Type": …, "Value": …}}`, 4,096 bytes over all of them. The
 * value must agree with its type; DATE is an epoch timestamp. Source: Amazon Connect API Reference, Reference.
 */
export function parseReferences(typed: string): Parsed<Record<string, ContactReference>> {
  const parsed = parseJsonObject(typed, EXAMPLE);
  if (!parsed.ok) return parsed;
  const checked = referencesSchema.safeParse(parsed.value);
  if (!checked.success) return refuse(describeShapeError(checked.error, EXAMPLE));
  for (const [name, { Type, Value }] of Object.entries(checked.data)) {
    const rule = VALUE_RULES[Type];
    if (!rule.test(Value))
      return refuse(`The Value of ${quoted(name)} must be ${rule.says}, because its Type is ${Type}.`);
  }
  const bytes = Object.entries(checked.data).reduce(
    (sum, [name, { Value }]) => sum + countBytes(name) + countBytes(Value),
    0,
  );
  if (bytes > MOST_BYTES) {
    return refuse(
      `The references are ${inUnits(bytes - MOST_BYTES, 'byte')} too large (at most 4,096). Shorten or remove some.`,
    );
  }
  return { ok: true, value: checked.data };
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/\S+$/i.test(value) && URL.canParse(value);
}
