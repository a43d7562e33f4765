import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread.ts';

const AUTHENTICATION_OK = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY_FOR_QUERY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** The first byte of Terminate; a StartupMessage begins with its length instead, so with 0. */
const TERMINATE = 0x58;
const STARTUP = 0;

/**
 * The socket of a connection to the database in the thread. What is written in one turn of the event
 * loop reaches it as one message, and so do its answers, because each way costs a wake-up.
 */
export class ThreadStream extends Duplex {
  #thread: Worker;
  #unsent: Buffer[] = [];

  constructor(thread: Worker) {
    super();
    this.#thread = thread;
    thread.on('message', (message: FromThread) => {
      if (message instanceof Uint8Array) this.push(Buffer.from(message.buffer));
    });
    thread.once('error', (error) => this.destroy(error));
    thread.once('exit', () => this.push(null));
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (chunk[0] === STARTUP) this.push(Buffer.concat([AUTHENTICATION_OK, READY_FOR_QUERY]));
    else if (chunk[0] !== TERMINATE) this.#send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#send(...chunks.map(({ chunk }) => chunk));
    done();
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  #send(...chunks: Buffer[]): void {
    if (this.#unsent.length === 0) queueMicrotask(() => this.#flush());
    this.#unsent.push(...chunks);
  }

  #flush(): void {
    const bytes = new Uint8Array(Buffer.concat(this.#unsent.splice(0)));
    this.#thread.postMessage(bytes satisfies ToThread, [bytes.buffer]);
  }
}
