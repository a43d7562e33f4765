import { readPolicyFile } from '../../config/watched-policy.ts';
import { askAwsTime } from '../../connect/doctor/aws-time.ts';
import { withDeadline } from '../../connect/doctor/pipeline/untold.ts';
import type { Check } from '../../domain/doctor/check.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import { judgeClocks, type OtherClock } from '../../domain/doctor/own/judge-clocks.ts';
import { judgeDatabase, judgeNoDatabase, judgeUnopened } from '../../domain/doctor/own/judge-database.ts';
import { judgeDisk } from '../../domain/doctor/own/judge-disk.ts';
import { judgeKeyFile, judgeKeys } from '../../domain/doctor/own/judge-keys.ts';
import { judgePolicy } from '../../domain/doctor/own/judge-policy.ts';
import { judgeRuntime } from '../../domain/doctor/own/judge-runtime.ts';
import { judgeStanding } from '../../domain/doctor/own/judge-standing.ts';
import { aheadBy } from '../../domain/doctor/own/reading.ts';
import type { Key } from '../../domain/kernel/key.ts';
import { askSlackTime } from '../../slack/ask-time.ts';
import { readDatabaseTime } from '../../store/clock.ts';
import type { Database } from '../../store/database.ts';
import { roomIn } from '../../store/embedded/data-directory.ts';
import { NoDatabaseYet } from '../../store/embedded/embedded.ts';
import { examineDatabase, examineKeys, examineStanding, keysAtHand } from '../../store/examine.ts';
import { tablesOf } from '../../store/migrate.ts';
import { PLAIN } from '../../store/vault.ts';
import { VERSION } from '../version.ts';
import type { Examined } from './examined.ts';

const area = 'App';

/** The app itself: what it runs on, and what it keeps. */
export function appChecks(examined: Examined): Check[] {
  const { database: where } = examined.config;
  return [
    { area, id: 'version', run: async () => judgeRuntime(runtime()) },
    // Of one that the environment does not name rightly, the environment's check tells.
    ...(where ? [{ area, id: 'database', run: () => examineOwn(examined) } as const] : []),
    { area, id: 'clock', run: (signal) => compareClocks(examined, signal) },
    ...(where?.kind === 'embedded'
      ? [{ area, id: 'disk', run: async () => [judgeDisk(roomIn(where.directory))] } as const]
      : []),
    { area, id: 'policy', run: async () => [examinePolicy(examined)] },
    { area, id: 'keys', run: () => withTables(examined, (database) => examineSealed(examined, database)) },
    { area, id: 'stuck', run: () => withTables(examined, (database) => examineStuck(examined, database)) },
  ];
}

function runtime() {
  return { version: VERSION, node: process.version, memoryLimit: memoryLimit() };
}

/** More than any machine has stands for none. */
const BOUNDLESS = 2 ** 50;

function memoryLimit(): number | undefined {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < BOUNDLESS ? limit : undefined;
}

async function examineOwn({ database }: Examined): Promise<Finding[]> {
  const opened = await database().catch((error: Error) => error);
  if (opened instanceof NoDatabaseYet) return [judgeNoDatabase(opened.message)];
  if (opened instanceof Error) return [judgeUnopened(opened.message)];
  return judgeDatabase(await examineDatabase(opened));
}

/** Nothing where the database can't be opened, or has other tables: its own check says so. */
async function withTables(
  { database }: Examined,
  look: (database: Database) => Promise<Finding[]>,
): Promise<Finding[]> {
  const opened = await database().catch(() => undefined);
  return opened && (await tablesOf(opened.kysely)) === 'current' ? look(opened) : [];
}

async function compareClocks({ config, outside, database }: Examined, stop: AbortSignal) {
  // One that hangs does not keep the others from being told.
  const signal = withDeadline(stop);
  const { slack, settings } = config;
  const { instanceId } = settings;
  const opened = config.database?.kind === 'postgres' && (await database().catch(() => undefined));
  const ask = async (whose: OtherClock['whose'], question: () => Promise<Date | undefined>) => ({
    whose,
    aheadMs: await aheadBy(question, Date.now),
  });
  return judgeClocks(
    await Promise.all([
      ask('Slack', () => askSlackTime(slack.apiUrl, signal)),
      ...(outside.connect?.region && instanceId
        ? [ask('AWS', () => askAwsTime(outside.connect ?? {}, instanceId, signal))]
        : []),
      ...(opened ? [ask('PostgreSQL', () => readDatabaseTime(opened.kysely))] : []),
    ]),
  );
}

function examinePolicy({ config: { policyFile } }: Examined): Finding {
  const read = policyFile ? readPolicyFile(policyFile) : undefined;
  return judgePolicy(policyFile, read && !read.ok ? read.faults : []);
}

async function examineSealed({ config }: Examined, database: Database): Promise<Finding[]> {
  try {
    keysAtHand(database, config.encryptionKeys);
  } catch (error) {
    return [judgeKeyFile((error as Error).message)];
  }
  return judgeKeys(await examineKeys(database, config.encryptionKeys));
}

async function examineStuck({ config }: Examined, database: Database): Promise<Finding[]> {
  const ids = [...idsAtHand(database, config.encryptionKeys), PLAIN];
  return [judgeStanding(await examineStanding(database.kysely, ids))];
}

/** Of a key file that can't be used, the check of the keys tells. */
function idsAtHand(database: Database, keys: readonly Key[]): string[] {
  try {
    return keysAtHand(database, keys).map(({ id }) => id);
  } catch {
    return keys.map(({ id }) => id);
  }
}
