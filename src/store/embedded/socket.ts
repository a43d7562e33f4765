import fs from 'node:fs';

/** Where a client finds the server. */
export interface Socket {
  /** The directory of the socket, as node-postgres takes it for a host. */
  host: string;
  release(): void;
}

const NAME = '.s.PGSQL.5432';
const LONGEST_PATH = process.platform === 'darwin' ? 103 : 107;

/** The path of a socket is short by law of the kernel; through an open directory it always is. */
export function reachSocket(directory: string): Socket {
  if (Buffer.byteLength(`${directory}/${NAME}`) <= LONGEST_PATH) return { host: directory, release() {} };
  if (process.platform !== 'linux') {
    throw new Error(`${directory} is too long a path for a socket. Set DATA_DIR to a shorter one.`);
  }
  const fd = fs.openSync(directory, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  return { host: `/proc/self/fd/${fd}`, release: () => fs.closeSync(fd) };
}
