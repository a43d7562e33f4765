import type { Examined } from '../../src/app/doctor/examined.ts';
import { readConfig } from '../../src/config/readable-config.ts';
import type { Check } from '../../src/domain/doctor/check.ts';
import type { Finding } from '../../src/domain/doctor/finding.ts';
import { runDoctor } from '../../src/domain/doctor/run-doctor.ts';
import type { Database } from '../../src/store/database.ts';

/** What doctor looks at by an environment; without a database it can't be opened. */
export function examinedBy(
  env: Record<string, string>,
  outside: Examined['outside'],
  database?: Database,
): Examined {
  const { config, faults } = readConfig(env);
  return {
    ...{ config, faults, outside },
    database: () =>
      database ? Promise.resolve(database) : Promise.reject(new Error('It is away. Fetch it.')),
  };
}

/** What these checks find, by their ids. */
export async function findingsOf(checks: readonly Check[]): Promise<Finding[]> {
  return [...(await runDoctor(checks, { version: '0.0.0' })).findings];
}

/** Each as `check: verdict`. */
export function verdictsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ check, verdict }) => `${check}: ${verdict}`);
}
