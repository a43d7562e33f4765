import { AwsError } from '../aws-error.ts';

/** Repeated query members that must come from a list. Throws InvalidParameterException. */
export function requireEnums<T extends string>(
  values: string[],
  allowed: readonly T[],
  name: string,
  max: number,
): T[] {
  const wrong = values.find((value) => !(allowed as readonly string[]).includes(value));
  if (wrong !== undefined || values.length > max) {
    throw new AwsError(
      'InvalidParameterException',
      `${name} must be at most ${max} of: ${allowed.join(', ')}`,
    );
  }
  return values as T[];
}
