import * as z from 'zod';

/** What `npm audit --json` prints, as far as it is judged. Source: npm, audit report version 2. */
const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      /** A name stands for another package, whose own advisories follow under it. */
      via: z.array(
        z.union([
          z.string(),
          z.object({ url: z.string(), title: z.string(), severity: z.string(), name: z.string() }),
        ]),
      ),
    }),
  ),
});

/** Of an advisory that is known and does not apply here; its end makes somebody look again. */
export interface Exception {
  /** GHSA-…, as the advisory's address ends. */
  id: string;
  reason: string;
  /** The last day, as 2026-12-31. */
  until: string;
}

export type Audit =
  /** The registry does not audit. */
  { kind: 'unavailable'; cause: string } | { kind: 'audited'; faults: string[] };

const SEVERE = ['high', 'critical'];

/** Every severe advisory that no exception covers on this day, and every exception that is over. */
export function judgeAudit(printed: string, exceptions: Exception[], today: string): Audit {
  const report = readJson(printed);
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return { kind: 'unavailable', cause: causeIn(report) };
  const excepted = exceptions.filter(({ until }) => until >= today).map(({ id }) => id);
  const advisories = Object.values(parsed.data.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one) => typeof one === 'object');
  const faults = advisories
    .filter(({ severity }) => SEVERE.includes(severity))
    .map((one) => ({ ...one, id: one.url.split('/').at(-1) ?? one.url }))
    .filter(({ id }) => !excepted.includes(id))
    .map(({ name, severity, title, url }) => `${name}: ${title} (${severity}), ${url}`);
  return { kind: 'audited', faults: [...new Set(faults)] };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function causeIn(report: unknown): string {
  const { data } = z.object({ message: z.string() }).safeParse(report);
  return data?.message ?? 'npm audit printed no report';
}
