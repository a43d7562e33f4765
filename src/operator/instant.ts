import * as z from 'zod';
import { Misused } from './word.ts';

const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`));
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A day, which begins at midnight UTC, or an instant with its offset. @throws Misused */
export function readInstant(option: string, text: string | undefined): Date {
  if (!text) throw new Misused(`${option} is missing: give a day such as 2026-01-31.`);
  const { data } = z.union([day, instant]).safeParse(text);
  if (data) return data;
  throw new Misused(
    `${option} ${text} is not a time: give a day such as 2026-01-31, which begins at midnight UTC, or an instant with its offset such as 2026-01-31T14:30:00Z.`,
  );
}
