import { Server } from 'node:net';

/*
 * Loaded into the app's process before the app, which knows nothing of it.
 *
 * Its standard input is a pipe from the sandbox, which the system closes however the sandbox ends: no app is left
 * behind that holds the database and serves nobody. SIGKILL, because nobody is there whom it could say goodbye to,
 * and a logger whose reader is gone may wait for it for ever.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.resume();
if ('unref' in process.stdin) process.stdin.unref();

/** In production the app listens on all interfaces; a sandbox is nobody else's business. */
const { listen } = Server.prototype;
Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]): Server {
  const [port, host, ...rest] = args;
  const given = typeof port !== 'number' || typeof host === 'string';
  return Reflect.apply(listen, this, given ? args : [port, '127.0.0.1', host, ...rest]);
};
