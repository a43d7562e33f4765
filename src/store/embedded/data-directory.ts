import fs from 'node:fs';
import path from 'node:path';
import type { DiskFacts } from '../../domain/doctor/own/judge-disk.ts';

/**
 * Makes a directory, with what is missing above it. Node's own `recursive` tries for ever where the system
 * makes nothing and says that something is missing, as in /proc or in a directory that was deleted.
 */
export function makeDirectory(directory: string): void {
  const above = path.dirname(directory);
  if (above !== directory && !fs.existsSync(above)) makeDirectory(above);
  try {
    fs.mkdirSync(directory);
  } catch (error) {
    if (!fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** What a server's directory is found to hold. */
export type Content = 'nothing' | 'emptied' | 'database';

/** Every server writes this file when it starts. PGlite, the former embedded database, never did. */
export const MARK = 'postmaster.opts';

/** Of the PostgreSQL that we bring, as it stands in PG_VERSION. */
export const VERSION = '18';

/** In MB; PGlite's are PostgreSQL's own 16. */
export const LOG_SEGMENT = 4;

/** @throws with what to do, where there is something that must be left alone. */
export function inspect(directory: string): Content {
  if (!fs.existsSync(directory)) return 'nothing';
  const names = new Set(fs.readdirSync(directory));
  if (names.size === 0) return 'emptied';
  const lost = faultOfVersion(directory, names);
  if (lost) {
    throw new Error(
      `${directory} holds only parts of a database (${lost}). Restore a backup, or move it away to begin anew.`,
    );
  }
  // A server that finds no mark writes it anew.
  if (!names.has(MARK) && !hasLogOfOurs(directory)) {
    throw new Error(
      `${directory} was made by a former version of Reach Out, with another embedded database (PGlite). Move it away, or set DATA_DIR to another directory.`,
    );
  }
  return 'database';
}

function faultOfVersion(directory: string, names: Set<string>): string | undefined {
  if (!names.has('PG_VERSION')) return 'PG_VERSION is missing';
  const version = fs.readFileSync(path.join(directory, 'PG_VERSION'), 'utf8').trim();
  return /^\d{2}$/.test(version) ? undefined : 'PG_VERSION is incomplete';
}

function hasLogOfOurs(directory: string): boolean {
  const log = path.join(directory, 'pg_wal');
  const names = fs.existsSync(log) ? fs.readdirSync(log) : [];
  return names.some(
    (name) => /^[0-9A-F]{24}$/.test(name) && fs.statSync(path.join(log, name)).size === LOG_SEGMENT * 2 ** 20,
  );
}

/** File systems of Linux whose files other machines may write too, by their magic number (statfs(2)). */
const SHARED = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'SMB'],
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x5346414f, 'AFS'],
  [0x786f4256, 'a shared folder of VirtualBox'],
]);

/** Locks and fsync there do not hold what they promise. */
export function refuseSharedFileSystem(directory: string, type = fs.statfsSync(directory).type): void {
  const name = process.platform === 'linux' && SHARED.get(type);
  if (!name) return;
  throw new Error(
    `${directory} is on a network or shared file system (${name}), where a database is not safe. Set DATA_DIR to a local disk, or DATABASE_URL.`,
  );
}

/** Less than the database asks for at a time, with its tables and their indexes. */
const LEAST_BYTES = 1_000_000;

/** Says so where the disk has no room for another reach-out. */
export function findFullDisk(
  directory: string,
  { bavail, bsize }: Pick<fs.StatsFs, 'bavail' | 'bsize'> = fs.statfsSync(directory),
): string | undefined {
  return bavail * bsize < LEAST_BYTES ? `No space is left in ${directory}. Make room there.` : undefined;
}

/** What is left of the disk that a directory is on, or will be. */
export function roomIn(directory: string): DiskFacts {
  const { bavail, bsize, files, ffree } = fs.statfsSync(nearest(path.resolve(directory)));
  // Some file systems have no bound of files, and say 0 of both.
  return { directory, freeBytes: bavail * bsize, ...(files > 0 && { freeFiles: ffree }) };
}

/** @throws where no directory can be made there, or none be written into */
export function requireWritable(directory: string): void {
  const there = nearest(directory);
  if (!fs.statSync(there).isDirectory())
    throw new Error(`${there} is not a directory. Set DATA_DIR to one, or to a path where one can be made.`);
  fs.accessSync(there, fs.constants.W_OK | fs.constants.X_OK);
}

function nearest(directory: string): string {
  return fs.existsSync(directory) ? directory : nearest(path.dirname(directory));
}
