import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than a test or a client's idle pause, so that no request meets a socket that is just closing. */
const KEEP_ALIVE_MS = 600_000;

/** Listens on loopback; resolves with the port. Rejects when the port is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Closes at once, open connections included. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
