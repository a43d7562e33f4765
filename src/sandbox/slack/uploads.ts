import { randomBytes } from 'node:crypto';
import type { StoredFile } from './types.ts';

/** A file that Slack has been told of, and waits for. */
export type Upload = {
  fileId: string;
  name: string;
  /** In bytes, as it was announced. */
  length: number;
  file?: StoredFile;
};

/** The uploads under way; a file is nobody's before its upload is completed. */
export class Uploads {
  readonly #byTicket = new Map<string, Upload>();

  /** The last part of the URL that takes it. */
  begin(upload: Upload): string {
    const ticket = randomBytes(16).toString('hex');
    this.#byTicket.set(ticket, upload);
    return ticket;
  }

  at(ticket: string): Upload | undefined {
    return this.#byTicket.get(ticket);
  }

  /** Whose bytes have come. */
  of(fileId: string): Upload | undefined {
    return [...this.#byTicket.values()].find((one) => one.fileId === fileId && one.file);
  }

  finish(upload: Upload): void {
    for (const [ticket, one] of this.#byTicket) if (one === upload) this.#byTicket.delete(ticket);
  }
}
