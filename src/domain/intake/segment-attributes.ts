import * as z from 'zod';
import { CHANNELS, type ChatChannel } from '../channels/registry.ts';
import type { SegmentAttributeValue } from '../contact/contact-request.ts';
import { parseJsonObject } from './json-text.ts';
import { type Parsed, refuse } from './parsed.ts';
import { describeShapeError } from './shape-error.ts';
import { countCharacters } from './text-limits.ts';

const SUBTYPE = 'connect:Subtype';
const EXAMPLE = '{"priority": {"ValueString": "high"}}';
const MEMBERS = ['ValueString', 'ValueInteger', 'ValueArn', 'ValueMap', 'ValueList'] as const;
/** An integer of AWS's API models has 32 bits. */
const HIGHEST_INTEGER = 2 ** 31 - 1;

type SegmentAttributes = Record<string, SegmentAttributeValue>;

const nameSchema = z
  .string()
  .refine((name) => countCharacters(name) <= 128, 'A name may have at most 128 characters')
  .regex(/^(?:connect:)?[A-Za-z0-9_-]+$/, 'A name may hold only letters, digits, - and _');
const textSchema = z
  .string('ValueString and ValueArn must be text in quotes')
  .refine((text) => countCharacters(text) <= 1024, 'A value may have at most 1,024 characters');

const valueSchema: z.ZodType<SegmentAttributeValue> = z.lazy(() =>
  z
    .strictObject(
      {
        ValueString: textSchema.exactOptional(),
        ValueInteger: z
          .int('ValueInteger must be a whole number')
          .min(-HIGHEST_INTEGER - 1, 'ValueInteger must be at least -2,147,483,648')
          .max(HIGHEST_INTEGER, 'ValueInteger may be at most 2,147,483,647')
          .exactOptional(),
        ValueArn: textSchema
          .refine((text) => text.startsWith('arn:'), 'ValueArn must begin with arn:')
          .exactOptional(),
        ValueMap: z.record(nameSchema, valueSchema, 'ValueMap must be an object in braces').exactOptional(),
        ValueList: z.array(valueSchema, 'ValueList must be a list in brackets').exactOptional(),
      },
      `A value must be an object with one of ${MEMBERS.join(', ')}`,
    )
    .refine(
      (value) => Object.keys(value).length === 1,
      `A value must have exactly one of ${MEMBERS.join(', ')}`,
    ),
);

/**
 * Reads segment attributes in AWS's own shape. Names have 1–128 characters, strings at most 1,024, integers 32
 * bits; nesting is bounded. Source: Amazon Connect API model, SegmentAttributes.
 */
export function parseSegmentAttributes(typed: string): Parsed<SegmentAttributes> {
  const parsed = parseJsonObject(typed, EXAMPLE);
  if (!parsed.ok) return parsed;
  const { data, error } = z.record(nameSchema, valueSchema).safeParse(parsed.value);
  return error ? refuse(describeShapeError(error, EXAMPLE)) : { ok: true, value: data };
}

/** connect:Subtype follows from the channel: repeating it is fine, another is refused. */
export function withoutSubtype(
  { [SUBTYPE]: given, ...others }: SegmentAttributes,
  channel: ChatChannel,
): Parsed<SegmentAttributes> {
  const { subtype } = CHANNELS[channel];
  if (!given || given.ValueString === subtype) return { ok: true, value: others };
  return refuse(`${SUBTYPE} follows from the channel, which is ${subtype} here. Leave it out.`);
}
