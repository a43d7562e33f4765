import fs from 'node:fs';
import path from 'node:path';
import { addAbortSignal, type Readable, pipeline as start } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { damaged, notOurs, Unusable } from '../store/transfer/format.ts';
import { cutOff } from '../store/transfer/reader.ts';

/** Most of it is encrypted, and no smaller for more work. */
const LEVEL = constants.Z_BEST_SPEED;

/** A failure of `content` is one of what is read here. */
export function zipped(content: AsyncIterable<Buffer>): Readable {
  return start(content, createGzip({ level: LEVEL }), () => {});
}

/** File systems that have no second names for a file say one of these. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Writes a file that was not there, for its owner alone to read: it has its name once all of it is on the disk, and
 * until then, or where that fails, there is nothing. Resolves to its size in bytes.
 */
export async function writeNewFile(
  file: string,
  content: Readable,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  refuseExisting(file);
  const draft = `${file}.${process.pid}.part`;
  try {
    const written = fs.createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(content, written, { signal });
    name(draft, file);
    syncDirectory(path.dirname(file));
    return written.bytesWritten;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Gives it its name where that is free, however many would take it at once. */
function name(draft: string, file: string): void {
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') refuseExisting(file);
    if (!NO_LINKS.includes(code)) throw error;
    refuseExisting(file);
    fs.renameSync(draft, file);
  }
}

/** @throws where something has that name */
export function refuseExisting(file: string): void {
  if (fs.lstatSync(file, { throwIfNoEntry: false }))
    throw new Error(`${file} is there already, and is not overwritten. Name another file.`);
}

function syncDirectory(directory: string): void {
  const fd = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** What is in such a file; `-` is what comes in by the pipe. `read` is told how much of it was read, from 0 to 1, where its size is known. */
export async function* unzipped(
  file: string,
  { read, signal }: { read(share: number): void; signal: AbortSignal },
): AsyncGenerator<Buffer> {
  const size = file === '-' ? 0 : await sizeOf(file);
  const source = file === '-' ? process.stdin : fs.createReadStream(file);
  let taken = 0;
  let isZipped = false;
  source.on('data', (bytes: Buffer) => {
    if (taken === 0) isZipped = bytes[0] === GZIP;
    taken += bytes.length;
    if (size > 0) read(Math.min(1, taken / size));
  });
  try {
    // A pipe that nothing comes through is not waited for any longer then.
    yield* addAbortSignal(
      signal,
      start(source, createGunzip(), () => {}),
    );
  } catch (error) {
    throw explain(error, file, isZipped);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await fs.promises.stat(file);
    if (found.isDirectory()) throw new Unusable(`${file} is a directory. Name the file in it.`);
    return found.size;
  } catch (cause) {
    throw cause instanceof Unusable ? cause : unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): Unusable {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Unusable(`There is no file ${file}. Name another one.`, { cause });
  return new Unusable(`${file} can't be read (${code}). Name another file, or another copy of it.`, {
    cause,
  });
}

/** What every file begins with that gzip has made. */
const GZIP = 0x1f;

function explain(error: unknown, file: string, isZipped: boolean): unknown {
  const { code = '', syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'open' || syscall === 'read') return unreadable(file, error);
  if (code === 'Z_BUF_ERROR') return cutOff(error);
  if (!code.startsWith('Z_')) return error;
  return isZipped ? damaged(error) : notOurs();
}
