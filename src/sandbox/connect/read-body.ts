import type { IncomingMessage } from 'node:http';

/** The whole body, or undefined when it is larger than `limit` bytes or the peer went away. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}
