import type * as z from 'zod';
import { quoted } from './text-limits.ts';

/** The first thing that zod found wrong, where it is, and an example of how to write it. */
export function describeShapeError(error: z.ZodError, example: string): string {
  const issue = error.issues[0];
  if (!issue) return `This isn't in AWS's shape. Write it as in ${example}.`;
  const reason = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  const path = issue.path.join('.');
  const place = path === '' ? '' : ` (at ${quoted(path)})`;
  return `${reason}${place}. Write it as in ${example}.`;
}
