import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';

const READY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
const GOODBYE = 'X'.charCodeAt(0);

/** A message of PostgreSQL's protocol: type, length with itself, content. */
function message(type: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}

function int32(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeInt32BE(value, index * 4);
  return buffer;
}

/** As PgBouncer does, it tells of a process of its own. */
const WELCOME = Buffer.concat([
  message('R', int32(0)),
  message('K', int32(4711, 4711)),
  message('Z', Buffer.from('I')),
]);

/** Whole messages of a stream; a client's first has no type. */
function onMessages(socket: Socket, isClient: boolean, take: (message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  let head = isClient ? 0 : 1;
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= head + 4 && rest.length >= head + rest.readInt32BE(head)) {
      const length = head + rest.readInt32BE(head);
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
      head = 1;
    }
  });
}

interface Backend {
  socket: Socket;
  client: Socket | undefined;
  isGreeted: boolean;
}

/**
 * A pooler as PgBouncer is: by `transaction`, a client has a connection of the server for one transaction,
 * the one that was free last; by `session`, until it goes.
 */
export async function startPooler(url: string, mode: 'transaction' | 'session') {
  const { port, username, pathname } = new URL(url);
  const free: Backend[] = [];
  const sockets: Socket[] = [];

  function connect(): Backend {
    const socket = net
      .connect(Number(port), '127.0.0.1')
      .setNoDelay()
      .on('error', () => {});
    sockets.push(socket);
    const backend: Backend = { socket, client: undefined, isGreeted: false };
    const login = Buffer.from(`user\0${username}\0database\0${pathname.slice(1)}\0\0`);
    socket.write(Buffer.concat([int32(login.length + 8, 196_608), login]));
    onMessages(socket, false, (answer) => {
      const isIdle = answer[0] === READY && answer[5] === IDLE;
      if (!backend.isGreeted) {
        backend.isGreeted = isIdle;
        return;
      }
      backend.client?.write(answer);
      if (!isIdle || mode !== 'transaction') return;
      backend.client = undefined;
      free.push(backend);
    });
    return backend;
  }

  const pooler = net.createServer((client) => {
    sockets.push(client.setNoDelay().on('error', () => {}));
    let own: Backend | undefined;
    let isGreeted = false;
    onMessages(client, true, (request) => {
      if (!isGreeted) {
        isGreeted = true;
        client.write(WELCOME);
      } else if (request[0] === GOODBYE) {
        client.end();
        if (mode === 'session') own?.socket.end(request);
      } else {
        if (own?.client !== client) own = free.pop() ?? connect();
        own.client = client;
        own.socket.write(request);
      }
    });
  });
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const at = new URL(url);
  at.port = String((pooler.address() as AddressInfo).port);
  return {
    url: at.href,
    stop() {
      pooler.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
