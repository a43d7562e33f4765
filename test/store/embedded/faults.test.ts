import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { findFault, openDatabase } from '../../../src/store/database.ts';
import { findBinaries } from '../../../src/store/embedded/binaries.ts';
import { findFullDisk, refuseSharedFileSystem } from '../../../src/store/embedded/data-directory.ts';
import { explainInitialisation, explainLoss, explainStart } from '../../../src/store/embedded/faults.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { preparedDataDirectory } from '../../support/embedded.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';
import { openElsewhere } from './other-process.ts';

const refusalOf = async (directory: string): Promise<string> => {
  const opening = openDatabase({ kind: 'embedded', directory }, () => {});
  return opening.then(
    () => 'opened',
    (error: Error) => error.message,
  );
};

describe('what became of the files is said, with what to do', () => {
  const remove = (name: string) => (files: string) => fs.rmSync(path.join(files, name), { recursive: true });
  const cut = (name: string, size: number) => (files: string) =>
    fs.truncateSync(path.join(files, name), size);
  const DAMAGED = /is damaged \(.+\)\. Restore a backup, or move it away to begin anew\.$/;
  const PARTS = /only parts of a database \(PG_VERSION is missing\)\. Restore a backup, or move it away/;

  test.each<[string, (files: string) => void, RegExp]>([
    ['no PG_VERSION', remove('PG_VERSION'), PARTS],
    [
      'an empty PG_VERSION',
      cut('PG_VERSION', 0),
      /only parts of a database \(PG_VERSION is incomplete\)\. Restore/,
    ],
    [
      'half a PG_VERSION',
      cut('PG_VERSION', 1),
      /only parts of a database \(PG_VERSION is incomplete\)\. Restore/,
    ],
    [
      'another version',
      (files) => fs.writeFileSync(path.join(files, 'PG_VERSION'), '17\n'),
      /was made by PostgreSQL 17, .* With the version that made it, run .* import that file into a new DATA_DIR\.$/,
    ],
    [
      'PGlite’s files',
      (files) => {
        remove('postmaster.opts')(files);
        const log = path.join(files, 'pg_wal');
        const segments = fs.readdirSync(log).filter((name) => name.length === 24);
        for (const name of segments) fs.truncateSync(path.join(log, name), 16 * 2 ** 20);
      },
      /was made by a former version of Reach Out, .*\(PGlite\)\. Move it away, or set DATA_DIR/,
    ],
    ['no control file', remove('global/pg_control'), DAMAGED],
    ['half a control file', cut('global/pg_control', 100), DAMAGED],
    [
      'a control file of zeros',
      (files) => fs.writeFileSync(path.join(files, 'global/pg_control'), Buffer.alloc(8192)),
      DAMAGED,
    ],
    ['no write-ahead log', (files) => remove('pg_wal')(files), DAMAGED],
    ['no transaction log', remove('pg_xact'), DAMAGED],
    ['no tables', remove('base'), DAMAGED],
    ['an empty list of databases', cut('global/1262', 0), DAMAGED],
    ['no map of the tables', remove('global/pg_filenode.map'), DAMAGED],
    ['no settings', remove('postgresql.conf'), DAMAGED],
    ['no rules of access', remove('pg_hba.conf'), DAMAGED],
    ['no system tables', remove('global'), DAMAGED],
    ['no directory that was empty', remove('pg_notify'), DAMAGED],
  ])('%s', async (_, spoil, sentence) => {
    const directory = await preparedDataDirectory();
    spoil(path.join(directory, 'postgres'));
    const before = fs.readdirSync(path.join(directory, 'postgres'));
    expect(await refusalOf(directory)).toMatch(sentence);
    for (const name of before) expect(fs.existsSync(path.join(directory, 'postgres', name))).toBe(true);
  });

  test('a page that is not as it was written', async () => {
    const directory = await preparedDataDirectory();
    const files = path.join(directory, 'postgres');
    const whole = await openDatabase({ kind: 'embedded', directory }, () => {});
    const { rows } = await sql<{ file: string }>`
      select pg_relation_filepath('reach_out.kysely_migration') as file`.execute(whole.kysely);
    await whole.close();
    const table = fs.openSync(path.join(files, rows[0]?.file ?? ''), 'r+');
    fs.writeSync(table, 'x', 8_000);
    fs.closeSync(table);
    const damaged = await openDatabase({ kind: 'embedded', directory }, () => {});
    await expect(migrate(damaged.kysely)).rejects.toThrow(/is damaged: a page .* restore a backup/);
    await damaged.close();
  });

  test.each(['reach_out', 'audit_entry', 'reach_out_pkey'])('no file of %s', async (name) => {
    const directory = await preparedDataDirectory();
    const whole = await openDatabase({ kind: 'embedded', directory }, () => {});
    await migrate(whole.kysely);
    expect(await findFault(whole)).toBeUndefined();
    const { rows } = await sql<{ file: string }>`
      select pg_relation_filepath(${`reach_out.${name}`}) as file`.execute(whole.kysely);
    await whole.close();
    remove(rows[0]?.file ?? '')(path.join(directory, 'postgres'));
    const damaged = await openDatabase({ kind: 'embedded', directory }, () => {});
    expect(await findFault(damaged)).toMatch(/is damaged: a file is missing\. .* restore a backup/);
    await damaged.close();
  });

  test('what is not needed is not missed', async () => {
    const directory = await preparedDataDirectory();
    const files = path.join(directory, 'postgres');
    for (const name of ['postmaster.opts', 'postgresql.auto.conf', 'pg_ident.conf', 'pg_stat'])
      remove(name)(files);
    const database = await openDatabase({ kind: 'embedded', directory }, () => {});
    await database.close();
    expect(fs.existsSync(path.join(files, 'postmaster.opts'))).toBe(true);
  });

  test('a file where the directory should be', async () => {
    const file = path.join(temporaryDirectory('file'), 'data');
    fs.writeFileSync(file, '');
    expect(await refusalOf(file)).toMatch(/No database can be made in .*\(EEXIST.*\)\. Set DATA_DIR/);
  });

  test('a place where the system makes no directory, and says that one is missing', async () => {
    expect(await refusalOf('/proc/reach-out/data')).toMatch(
      /^(No database can be made|Reach Out may not).* DATA_DIR/,
    );
  });

  test('too few open files', async () => {
    const prefix = ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'];
    const said = await openElsewhere(await preparedDataDirectory(), { prefix }).ended();
    expect(said).toMatch(/limit of open files is too low .* Raise it to 1024 \(ulimit -n 1024\)/);
  });
});

describe('what the server said', () => {
  const NO_SPACE = 'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device';
  const GONE = 'LOG:  database system is shut down';
  const ABORTED = 'LOG:  client backend (PID 7) was terminated by signal 9: Killed';

  test.each([
    [
      explainLoss,
      [NO_SPACE, GONE],
      'No space is left in /data. Make room there, then start Reach Out again.',
    ],
    [explainLoss, [ABORTED, GONE], 'is gone (client backend (PID 7) was terminated by signal 9: Killed)'],
    [explainLoss, [], 'is gone (it was killed). Start Reach Out again.'],
    [explainStart, ['FATAL:  odd', ABORTED, GONE], 'is damaged (odd).'],
    [explainStart, [], 'was ended while it started. Start Reach Out again.'],
    [explainStart, ['FATAL:  could not map anonymous shared memory: Cannot allocate memory'], '512 MB'],
    [explainStart, ['FATAL:  could not open file "x": Too many open files in system'], 'ulimit -n 1024'],
    [explainStart, ['FATAL:  could not create "x": Read-only file system'], 'on a read-only file system'],
    [explainInitialisation, ['initdb: error: odd'], 'No database can be made in /data (odd)'],
    [explainInitialisation, ['EDQUOT: Disk quota exceeded'], 'No space is left in /data'],
    [explainInitialisation, ["EACCES: permission denied, mkdir '/data'"], 'Give it to the user who runs'],
  ])('%p of %j', (explain, said, sentence) => {
    expect(explain('/data', said).message).toContain(sentence);
  });
});

test.each([
  [0x6969, 'NFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
])('a file system of type %d is refused as %s', (type, name) => {
  expect(() => refuseSharedFileSystem('/data', type)).toThrow(`(${name})`);
  expect(() => refuseSharedFileSystem('/data', type)).toThrow(
    'Set DATA_DIR to a local disk, or DATABASE_URL.',
  );
});

test.each([
  ['ext4', 0xef53],
  ['tmpfs', 0x01021994],
  ['overlayfs', 0x794c7630],
  ['xfs', 0x58465342],
])('%s is a file system like any', (_, type) =>
  expect(refuseSharedFileSystem('/data', type)).toBeUndefined(),
);

test.each([
  [0, 4096, true],
  [200, 4096, true],
  [300, 4096, false],
  [1, 1_048_576, false],
])('%i blocks of %i bytes left: full is %p', (bavail, bsize, isFull) => {
  const said = findFullDisk('/data', { bavail, bsize });
  expect(said).toBe(isFull ? 'No space is left in /data. Make room there.' : undefined);
});

test.each(['linux-ia32', 'darwin-x64', 'win32-x64', 'freebsd-x64'])(
  '%s has no embedded database',
  (platform) => {
    expect(() => findBinaries(platform)).toThrow(
      `There is no embedded database for ${platform}. Set DATABASE_URL to a PostgreSQL.`,
    );
  },
);

/** Mounted in a namespace of its own, so that nothing is left of it. */
const MOUNTING = ['unshare', '--mount'];
const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
if (!canMount) process.stderr.write('Full disks are left out: mounting is not allowed here.\n');

(canMount ? describe : describe.skip)('a disk without room', () => {
  /** Holds the log, whose first size is 8 MB: so there is room for little more. */
  const SMALL = 12;

  test.each([
    ['for a new database', (directory: string) => `mount -t tmpfs -o size=20m,mode=711 tmpfs '${directory}'`],
    [
      'for a file more',
      (directory: string) => `
        mount -t tmpfs -o size=60m,mode=711 tmpfs '${directory}'
        cp -a "$TEMPLATE/." '${directory}'
        dd if=/dev/zero of='${directory}/fill' bs=4k 2>/dev/null`,
    ],
  ])('%s is named at the start', async (_, prepare) => {
    const directory = temporaryDirectory('full');
    const script = `${prepare(directory)}; exec "$@"`;
    const env = { TEMPLATE: await preparedDataDirectory() };
    const other = openElsewhere(directory, { prefix: [...MOUNTING, 'sh', '-c', script, 'sh'], env });
    expect(await other.ended()).toMatch(
      /^No space is left in .*\. Make room there, then start Reach Out again\./,
    );
  });

  test('for the log ends the process with its cause', async () => {
    const directory = await preparedDataDirectory();
    const log = path.join(directory, 'postgres', 'pg_wal');
    const script = `
      cp -a '${log}' '${directory}/kept'
      mount -t tmpfs -o size=${SMALL}m,mode=700 tmpfs '${log}'
      chown --reference='${directory}/kept' '${log}' && cp -a '${directory}/kept/.' '${log}'
      exec "$@"`;
    const fill = `
      for (;;) await sql.raw("create table if not exists filler as select repeat('x', 500) from generate_series(1, 40)")
        .execute(database.kysely).then(() => sql.raw('insert into filler select * from filler limit 100').execute(database.kysely))
        .catch(() => {});`;
    const prefix = [...MOUNTING, 'sh', '-c', script, 'sh'];
    const said = await openElsewhere(directory, { prefix, afterwards: fill }).ended();
    expect(said).toContain('No space is left in');
  });
});
