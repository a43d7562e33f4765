import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findBinaries } from '../../../src/store/embedded/binaries.ts';
import { findIdentity } from '../../../src/store/embedded/identity.ts';
import { initialise } from '../../../src/store/embedded/initialise.ts';
import { startServer } from '../../../src/store/embedded/server.ts';
import { copyData, preparedDataDirectory } from '../../support/embedded.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';
import { openElsewhere } from './other-process.ts';

/** A user whom nothing on this machine has heard of. */
const NAMELESS = 41_234;
const asUser = ['setpriv', `--reuid=${NAMELESS}`, `--regid=${NAMELESS}`, '--clear-groups'];
const isRoot = process.getuid?.() === 0;
if (!isRoot) process.stderr.write('Other users are left out: this does not run as root.\n');

function directoryOf(uid: number, mode = 0o755): string {
  const directory = temporaryDirectory('owned');
  fs.chownSync(directory, uid, uid);
  fs.chmodSync(directory, mode);
  return directory;
}

async function opensAndCloses(directory: string, prefix: string[] = []): Promise<void> {
  const other = openElsewhere(directory, { prefix });
  expect(await other.opened()).toBe('open\n');
  other.child.kill('SIGTERM');
  await other.ended();
  expect(other.child.exitCode).toBe(0);
}

(isRoot ? describe : describe.skip)('whoever runs it', () => {
  test('a user without a name makes a database of their own', async () => {
    const directory = directoryOf(NAMELESS);
    await opensAndCloses(directory, asUser);
    expect(fs.statSync(path.join(directory, 'postgres')).uid).toBe(NAMELESS);
    expect(fs.readdirSync(directory)).toEqual(['postgres']);
    // Root takes it over without taking it away.
    await opensAndCloses(directory);
    await opensAndCloses(directory, asUser);
  });

  test('root, for a user without a name whose directory it is', async () => {
    const directory = directoryOf(NAMELESS);
    await opensAndCloses(directory);
    expect(fs.statSync(path.join(directory, 'postgres')).uid).toBe(NAMELESS);
  });

  test('root, in a directory that only root may enter', async () => {
    const closed = directoryOf(0, 0o700);
    const directory = path.join(closed, 'data');
    await opensAndCloses(directory);
    await opensAndCloses(directory);
    expect(fs.statSync(path.join(directory, 'postgres')).uid).not.toBe(0);
  });

  test('root, on a copy that root made', async () => {
    const directory = directoryOf(0);
    fs.cpSync(await preparedDataDirectory(), directory, { recursive: true });
    expect(fs.statSync(path.join(directory, 'postgres')).uid).toBe(0);
    await opensAndCloses(directory);
  });

  test('root, on a volume that was opened for a group', async () => {
    const directory = await preparedDataDirectory();
    fs.chmodSync(path.join(directory, 'postgres'), 0o2770);
    await opensAndCloses(directory);
  });

  test.each([
    ['without the capability', ['setpriv', '--bounding-set=-setuid,-setgid']],
    ['in a namespace without other users', ['unshare', '--user', '--map-root-user']],
  ])('root who may not become another user, %s, is told', async (_, prefix) => {
    const said = await openElsewhere(directoryOf(0), { prefix }).ended();
    expect(said).toContain('root may not become another user here. Run Reach Out as another user');
  });

  test.each([
    ['another user’s database', () => preparedDataDirectory()],
    ['a directory that may not be written', async () => path.join(directoryOf(0), 'data')],
    ['a directory that may not be entered', async () => path.join(directoryOf(0, 0o700), 'data')],
  ])('%s is refused with what to do', async (_, make) => {
    const said = await openElsewhere(await make(), { prefix: asUser }).ended();
    expect(said).toMatch(/may not read and write all of .*chown -R.*, or set DATA_DIR to another directory/);
  });

  test('root, with programs that only root may enter', async () => {
    const { postgres } = findBinaries();
    const closed = directoryOf(0);
    copyData(path.dirname(path.dirname(postgres)), closed);
    fs.chmodSync(closed, 0o700);
    const binaries = { initdb: path.join(closed, 'bin/initdb'), postgres: path.join(closed, 'bin/postgres') };
    const directory = path.join(directoryOf(0), 'postgres');
    const identity = await findIdentity(binaries, path.dirname(directory));
    await initialise(binaries, identity, directory, 'ignore');
    const lockFd = fs.openSync(directory, 'r');
    const server = await startServer({ binaries, identity, directory, lockFd, onLost: () => {} });
    await server.stop();
    fs.closeSync(lockFd);
  });
});

test.each<[string, string, RegExp]>([
  [
    'a Linux without glibc',
    '#!/no/such/loader\n',
    /needs glibc, and this is another Linux\. Set DATABASE_URL\./,
  ],
  [
    'libraries that were not linked',
    '#!/bin/sh\necho "postgres: error while loading shared libraries: libicui18n.so.60" >&2; exit 127\n',
    /libraries are incomplete \(.*\)\. Run npm rebuild/,
  ],
  ['something else', '#!/bin/sh\necho odd >&2; exit 1\n', /can't be run here \(odd\)\. Set DATABASE_URL/],
])('%s is told', async (_, program, sentence) => {
  const directory = temporaryDirectory('programs');
  fs.chmodSync(directory, 0o755);
  const postgres = path.join(directory, 'postgres');
  fs.writeFileSync(postgres, program, { mode: 0o755 });
  await expect(findIdentity({ initdb: postgres, postgres }, directory)).rejects.toThrow(sentence);
});
