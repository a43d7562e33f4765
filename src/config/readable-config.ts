import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import {
  type Config,
  type DatabaseLocation,
  type RawEnvironment,
  type SlackConfig,
  toConfig,
  trimmed,
} from './config.ts';
import { crossFaults, environmentSchema } from './environment.ts';

/** What of a configuration can be read where not all can. What is missing in the environment, or faulty, is absent. */
export interface ReadableConfig extends Omit<Config, 'slack' | 'settings' | 'database'> {
  database?: DatabaseLocation;
  slack: Omit<SlackConfig, 'delivery'> & Partial<SlackConfig>;
  settings: Omit<ReachOutSettings, 'instanceId'> & { instanceId?: string };
}

/** What must be there for the rest to be read. */
const STAND_INS = { CONNECT_INSTANCE_ID: '-' };

/** The same as a configuration, and every fault that it has. Never throws. */
export function readConfig(env: RawEnvironment): { config: ReadableConfig; faults: string[] } {
  const set = trimmed(env);
  const { error } = environmentSchema.safeParse(set);
  const issues = error?.issues ?? [];
  const faulty = new Set(issues.map(({ path }) => String(path[0])));
  const good = Object.fromEntries(Object.entries(set).filter(([name]) => !faulty.has(name)));
  const { slack, settings, database, ...config } = toConfig(
    environmentSchema.parse({ ...STAND_INS, ...good }),
    good,
  );
  const { delivery, ...others } = slack;
  const { instanceId, ...rest } = settings;
  return {
    config: {
      ...config,
      ...(!faulty.has('DATABASE_URL') && { database }),
      slack: {
        ...others,
        ...((good.SLACK_APP_TOKEN || good.SLACK_SIGNING_SECRET) && { delivery }),
      },
      settings: { ...rest, ...(good.CONNECT_INSTANCE_ID && { instanceId }) },
    },
    faults: [...issues.map(({ message }) => message), ...crossFaults(set)],
  };
}
