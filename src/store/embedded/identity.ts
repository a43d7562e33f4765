import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { type Identity, run } from './programs.ts';

/** Nobody: the user who owns nothing. */
const NOBODY = 65_534;

/** Comes as far as the programs and the data, and says with which of them it failed. */
const PROBE = 'cd "$1" || exit 77; exec "$0" --version';
const NO_DATA = 77;
const NO_PROGRAM = 126;

/**
 * Finds somebody who may run the programs on the data directory. For root that is whoever the data
 * belong to, or nobody; where directories on the way are closed to them (as /root is), with the one
 * capability that opens them.
 * @throws with what to do, where there is none.
 */
export async function findIdentity(binaries: Binaries, dataDirectory: string): Promise<Identity> {
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? ownerOf(dataDirectory) : undefined;
  const plain: Identity = user ? { user } : {};
  const probe = (identity: Identity) =>
    run(identity, ['/bin/sh', '-c', PROBE, binaries.postgres, dataDirectory]);
  const { code, said } = await probe(plain);
  if (code === 0) return plain;
  if (code !== NO_DATA && code !== NO_PROGRAM) throw new Error(unusable(code, said));
  const closed = code === NO_DATA ? dataDirectory : path.dirname(binaries.postgres);
  if (!user) throw new Error(`You may not enter ${closed}. Run Reach Out as a user who may.`);
  const capable: Identity = { user, prefix: withCapability(user) };
  if ((await probe(capable)).code === 0) return capable;
  throw new Error(
    `The embedded database does not run as root, and user ${user.uid} may not enter ${closed}. ` +
      'Open the directories above it with chmod o+x, or run Reach Out as another user.',
  );
}

/** Whoever owns the data, or the directory around them; nobody, where that is root. */
function ownerOf(dataDirectory: string): { uid: number; gid: number } {
  for (const directory of [path.join(dataDirectory, 'postgres'), dataDirectory]) {
    const { uid, gid } = fs.statSync(directory, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
    if (uid !== 0) return { uid, gid };
  }
  return { uid: NOBODY, gid: NOBODY };
}

/** Without the securebit, access() goes by the real user and does not see the capability. */
function withCapability({ uid, gid }: { uid: number; gid: number }): string[] {
  return [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
  ];
}

function unusable(code: number | string, said: string): string {
  if (said.includes('shared libraries')) {
    return `PostgreSQL's libraries are incomplete (${said}). Run npm rebuild, and let install scripts run.`;
  }
  if (code === 'EPERM' || code === 'EINVAL') {
    return 'The embedded database does not run as root, and root may not become another user here. Run Reach Out as another user, or set DATABASE_URL.';
  }
  if (code === 127) return 'The embedded database needs glibc, and this is another Linux. Set DATABASE_URL.';
  return `The embedded database can't be run here (${said || code}). Set DATABASE_URL to a PostgreSQL.`;
}
