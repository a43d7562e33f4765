import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** Frees the lock. */
export type Release = () => void;

/**
 * Locks a directory for this process by listening on a unix socket in it. The kernel closes the
 * socket however the process ends, so a lock never outlives its owner as a pid file may.
 */
export async function lockDirectory(directory: string): Promise<Release> {
  const socket = socketPath(path.join(path.resolve(directory), 'lock'));
  for (;;) {
    const server = await listen(socket);
    if (server) return () => server.close();
    if (await answers(socket)) {
      throw new Error(
        `Another process is using ${directory}. Stop it first, or give this one its own DATA_DIR (or a DATABASE_URL, which several processes may share).`,
      );
    }
    fs.rmSync(socket, { force: true });
  }
}

/** A unix socket's path ends at about 104 bytes, so a longer one moves to the temporary directory. */
function socketPath(wanted: string): string {
  if (Buffer.byteLength(wanted) < 100) return wanted;
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 24);
  return path.join(os.tmpdir(), `reach-out-${name}.lock`);
}

function listen(socket: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(socket, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}
