import type { DatabaseLocation } from '../../config/config.ts';
import { goByProxy } from '../../config/proxy.ts';
import { readConfig } from '../../config/readable-config.ts';
import { findRegion } from '../../connect/region.ts';
import type { Diagnosis } from '../../domain/doctor/finding.ts';
import type { Database } from '../../store/database.ts';
import { examine } from './examine.ts';

/** What doctor finds in an app that this environment is for, whether that runs or not. Empty variables are unset. */
export async function examineEnvironment(
  env: Record<string, string | undefined>,
  open: (location: DatabaseLocation) => Promise<Database>,
): Promise<Diagnosis> {
  const { config, faults } = readConfig(env);
  const found = await findRegion(env);
  const { fault } = goByProxy(env);
  const aws = 'fault' in found ? {} : found;
  const { database: location } = config;
  return examine({
    config,
    database: () => (location ? open(location) : Promise.reject(new Error('DATABASE_URL is malformed.'))),
    faults: [...faults, ...('fault' in found ? [found.fault] : []), ...(fault ? [fault] : [])],
    outside: { connect: aws, qconnect: aws, sns: aws, sqs: aws },
  });
}
