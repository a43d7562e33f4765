import type { Config } from '../config/config.ts';
import type { SharedForms } from '../domain/form/shared-forms.ts';
import type { Installations } from '../domain/installation/installations.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Heard } from '../domain/kernel/heard.ts';
import type { Key } from '../domain/kernel/key.ts';
import type { Keeping } from '../domain/reach-out/keeping.ts';
import { createBacklogLook } from '../metrics/backlog.ts';
import { measuringLists } from '../metrics/lists.ts';
import { clearLeases, markBehind } from '../store/at-start.ts';
import { createAudit } from '../store/audit.ts';
import { createBacklog } from '../store/backlog.ts';
import { createBlocks } from '../store/blocks.ts';
import { startDatabaseClock } from '../store/clock.ts';
import { createContacts } from '../store/contacts.ts';
import { type Database, findFault, openDatabase } from '../store/database.ts';
import { readKeyFile } from '../store/embedded/key-file.ts';
import { createForms } from '../store/forms.ts';
import { createHeard } from '../store/heard.ts';
import { createHomes } from '../store/homes.ts';
import { createInstallations } from '../store/installations.ts';
import { createKeeping } from '../store/keeping.ts';
import { createLists } from '../store/lists.ts';
import { migrate } from '../store/migrate.ts';
import { openVault } from '../store/open-vault.ts';
import { createPace } from '../store/pace.ts';
import { adoptPlaceSettings, createPlaceSettings } from '../store/place-settings.ts';
import { explainStatement } from '../store/postgres/faults.ts';
import { createReachOuts } from '../store/reach-outs.ts';
import { createSharedForms } from '../store/shared-forms.ts';
import type { Site } from './site.ts';

export type Store = Pick<
  Context,
  | 'clock'
  | 'audit'
  | 'reachOuts'
  | 'homes'
  | 'lists'
  | 'blocks'
  | 'contacts'
  | 'placeSettings'
  | 'forms'
  | 'pace'
> & {
  database: Database;
  heard: Heard;
  keeping: Keeping;
  installations: Installations;
  /** From now on the workspace of the token in the environment is one of several. */
  becomeOneOfSeveral(teamId: string): Promise<void>;
  /** What instances know in common of the forms of an installation; absent where there can be one alone. */
  sharedForms?: (teamId: string) => SharedForms;
  /** What is stored of one installation alone. */
  within(teamId: string): Pick<Context, 'reachOuts' | 'homes' | 'lists' | 'placeSettings'>;
};

/** The database with its tables, and its clock. @throws with what to do, where that is known */
export function openStore(site: Site): Promise<Store> {
  return open(site).catch((error) => {
    throw explainStatement(error);
  });
}

async function open({ config, log, overrides, rules, health, metrics, opened }: Site): Promise<Store> {
  health.watch('database', () => ({ reason: 'The database is being opened.' }));
  const { series } = metrics;
  const database = await openDatabase(
    config.database,
    (error) => log.warn({ err: error }, 'database connection lost'),
    {
      onBegunAnew: (directory) =>
        log.warn({ directory }, 'the database is gone from its directory; Reach Out begins anew'),
    },
    ({ outcome, seconds }) => series.statements.observe({ outcome }, seconds),
  );
  opened.push(() => database.close());
  const { kysely } = database;
  await migrate(kysely);
  const keys = keysOf(config);
  const vault = await openVault(kysely, keys);
  if (keys.length === 0)
    log.warn(
      {},
      'numbers and texts are stored as they are: set REACH_OUT_ENCRYPTION_KEYS, then run "npm run reach-out -- data reencrypt"',
    );
  if (database.kind === 'embedded') await clearLeases(kysely);
  let { clock } = overrides;
  if (!clock) {
    const kept = await startDatabaseClock(kysely, log);
    opened.push(async () => kept.stop());
    clock = kept;
  }
  if (config.messagesTopicArn) await markBehind(kysely, clock);
  metrics.beforeAnswer(createBacklogLook(createBacklog(kysely, clock, vault), clock, series));
  metrics.beforeAnswer(() => {
    for (const [state, count] of Object.entries(database.connections()))
      series.connections.set({ state }, count);
  });
  health.watch('database', async () => ({ reason: await findFault(database) }));
  const within = (teamId?: string) => ({
    reachOuts: createReachOuts(kysely, clock, vault, rules, teamId),
    homes: createHomes(kysely, clock, vault, teamId),
    lists: measuringLists(createLists(kysely, clock, vault, teamId), series),
    placeSettings: createPlaceSettings(kysely, clock, teamId),
  });
  return {
    ...within(),
    within,
    database,
    clock,
    audit: createAudit(kysely, clock),
    blocks: createBlocks(kysely, vault, clock),
    contacts: createContacts(kysely, clock),
    forms: createForms(kysely, clock, vault),
    pace: createPace(kysely, clock, config.startBucket),
    keeping: createKeeping(kysely, clock, vault),
    heard: createHeard(kysely, clock),
    installations: createInstallations(kysely, clock, vault),
    becomeOneOfSeveral: (teamId) => adoptPlaceSettings(kysely, teamId),
    ...(database.kind === 'postgres' && {
      sharedForms: (teamId: string) => createSharedForms(kysely, clock, vault, teamId),
    }),
  };
}

/** Those that are set, and the embedded database's own, which still opens what it sealed before any was set. */
function keysOf({ database, encryptionKeys }: Config): Key[] {
  if (database.kind === 'postgres') return encryptionKeys;
  return [...encryptionKeys, readKeyFile(database.directory)];
}
