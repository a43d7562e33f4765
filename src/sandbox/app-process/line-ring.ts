import type { Readable } from 'node:stream';

export type LineRing = { lines: () => string[]; follow: (stream: Readable) => void };

/** The last lines of some streams; `onLine` hears of each. */
export function lineRing(limit: number, onLine: () => void = () => undefined): LineRing {
  let kept: string[] = [];
  return {
    lines: () => [...kept],
    follow(stream) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        if (lines.length === 0) return;
        kept = [...kept, ...lines].slice(-limit);
        onLine();
      });
    },
  };
}
