import { withCommas } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';
import { shellWord } from '../shell.ts';

/** Of the file system that DATA_DIR is on; what no other user but root may use is not counted. */
export interface DiskFacts {
  directory: string;
  freeBytes: number;
  /** Files that may still be made; absent where the file system has no bound. */
  freeFiles?: number | undefined;
}

const MEBIBYTE = 2 ** 20;

/** PostgreSQL's log of changes alone takes up to 64 MB under load, and a list's result file needs room beside it. */
const LEAST_BYTES = 100 * MEBIBYTE;
const FEW_BYTES = 1024 * MEBIBYTE;

/** A table is three files, and each growing one is another a gigabyte. */
const LEAST_FILES = 100;
const FEW_FILES = 5_000;

export function judgeDisk({
  directory,
  freeBytes,
  freeFiles = Number.POSITIVE_INFINITY,
}: DiskFacts): Finding {
  const common = { area: 'App', check: 'disk' } as const;
  const isFull = freeBytes < LEAST_BYTES || freeFiles < LEAST_FILES;
  const isTight = freeBytes < FEW_BYTES || freeFiles < FEW_FILES;
  const files = freeFiles < FEW_FILES ? `, and ${withCommas(freeFiles)} more files may be made` : '';
  const says = `${inBytes(freeBytes)} are free in ${directory}${files}.`;
  if (!isTight) return { ...common, verdict: 'ok', says };
  return {
    ...{ ...common, verdict: isFull ? 'failure' : 'warning', says },
    cause: 'Without room, the database takes no change, and nobody can reach out.',
    next: 'Make room there, or set DATA_DIR to a larger disk.',
    command: `du -xh --max-depth=2 ${shellWord(directory)} | sort -h | tail`,
  };
}

function inBytes(bytes: number): string {
  const megabytes = bytes / MEBIBYTE;
  return megabytes < 10_240
    ? `${withCommas(Math.floor(megabytes))} MB`
    : `${withCommas(Math.floor(megabytes / 1024))} GB`;
}
