import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Stream {
  nfd?: number;
  node: unknown;
}
interface NodeFileSystem {
  stream_ops?: { fsync?: (stream: Stream) => number };
  realPath(node: unknown): string;
}

/**
 * PGlite's node file system with a real fsync, which PGlite itself leaves out: without it a power cut
 * can take back what was committed. It leans on Emscripten's internal `NODEFS.stream_ops` and refuses
 * to start where that is missing.
 */
export class DurableFS extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const result = await super.init(pg, options);
    result.emscriptenOpts.preRun?.unshift((module: unknown) => {
      const files = (module as { NODEFS?: NodeFileSystem }).NODEFS;
      if (!files?.stream_ops)
        throw new Error('PGlite changed inside: NODEFS.stream_ops is gone, fsync is not possible');
      files.stream_ops.fsync = (stream) => {
        sync(stream.nfd ?? files.realPath(stream.node));
        return 0;
      };
    });
    return result;
  }
}

function sync(file: number | string): void {
  if (typeof file === 'number') {
    fs.fsyncSync(file);
    return;
  }
  const directory = fs.openSync(file, 'r');
  try {
    fs.fsyncSync(directory);
  } finally {
    fs.closeSync(directory);
  }
}
