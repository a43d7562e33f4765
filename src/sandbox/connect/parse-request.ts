import type * as z from 'zod';
import { AwsError, type AwsErrorType } from './aws-error.ts';

type Issue = z.core.$ZodIssue;
type Note = (fault: string) => void;

/**
 * Parses an input as AWS does: members it does not know are ignored, and noted as a fault; a wrong JSON type is
 * a SerializationException; everything else that is wrong is told at once in one `invalid` error (400).
 */
export function parseRequest<T>(schema: z.ZodType<T>, input: unknown, note: Note, invalid: AwsErrorType): T {
  const first = schema.safeParse(input);
  if (first.success) return first.data;
  const unknown = first.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length === 0) throw refusal(first.error.issues, input, invalid);
  const known = structuredClone(input);
  for (const { path, keys } of unknown) {
    for (const key of keys) {
      note(`unknown member ${[...path, key].join('.')}`);
      drop(at(known, path), key);
    }
  }
  const second = schema.safeParse(known);
  if (second.success) return second.data;
  throw refusal(second.error.issues, known, invalid);
}

function refusal(issues: Issue[], input: unknown, invalid: AwsErrorType): AwsError {
  const mistyped = issues.find(
    (issue) => issue.code === 'invalid_type' && at(input, issue.path) !== undefined,
  );
  if (mistyped)
    return new AwsError('SerializationException', `${mistyped.path.join('.')}: ${mistyped.message}`);
  const texts = issues.map((issue) => describe(issue, input));
  const count = `${texts.length} validation error${texts.length === 1 ? '' : 's'} detected`;
  return new AwsError(invalid, `${count}: ${texts.join('; ')}`);
}

/** One issue in AWS's words, which name the member and the constraint and never repeat the value. */
function describe(issue: Issue, input: unknown): string {
  return `Value at '${issue.path.join('.')}' failed to satisfy constraint: ${constraint(issue, input)}`;
}

function constraint(issue: Issue, input: unknown): string {
  const what = issue.code === 'too_big' || issue.code === 'too_small' ? measure(issue.origin) : '';
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${what} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${what} greater than or equal to ${issue.minimum}`;
    case 'invalid_value':
      if (at(input, issue.path) === undefined) return 'Member must not be null';
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    case 'invalid_type':
      return 'Member must not be null';
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${issue.pattern ?? issue.format}`;
    case 'invalid_key':
      return issue.issues.map((inner) => constraint(inner, input)).join(', ');
    default:
      return issue.message;
  }
}

function measure(origin: string): string {
  return origin === 'number' || origin === 'int' ? 'value' : 'length';
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function drop(value: unknown, key: string): void {
  if (value !== null && typeof value === 'object') Reflect.deleteProperty(value, key);
}
