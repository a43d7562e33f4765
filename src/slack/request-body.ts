import type { IncomingMessage } from 'node:http';

/** The whole body of a request; undefined when it is larger than so many bytes or breaks off. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve(undefined);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve(undefined));
  });
}

const NULL = /^\s*null\s*$|(?:^|&)payload=(?:[+\s]|%20)*null(?:[+\s]|%20)*(?:&|$)/;

/** Whether a body, or the payload in its form, is JSON's null, which Bolt stumbles over. */
export function isNull(body: Buffer): boolean {
  return NULL.test(body.toString());
}
