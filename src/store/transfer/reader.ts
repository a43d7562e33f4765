import { createHash } from 'node:crypto';
import { damaged, END_OF_ROWS, Unusable } from './format.ts';

const NEWLINE = 10;

/** Longer than any line of ours that is no row. */
const LONGEST_LINE = 1_000_000;

/** Reads such a file, once it is no longer compressed, piece by piece. */
export interface Reader {
  /** The next line, without its end; undefined at the end of the file. @throws Unusable */
  line(): Promise<string | undefined>;
  /** Rows, some at a time, up to the line behind them, which is read too. @throws Unusable */
  rows(): AsyncGenerator<Buffer>;
  /** Of all that was read before the last line, in hexadecimal digits. */
  digestBefore(): string;
}

export function createReader(file: AsyncIterable<Buffer>): Reader {
  const pieces = file[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);
  let before = '';

  async function more(): Promise<boolean> {
    const { done, value } = await pieces.next();
    if (done) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  }

  function take(length: number): Buffer {
    const taken = rest.subarray(0, length);
    rest = rest.subarray(length);
    hash.update(taken);
    return taken;
  }

  return {
    async line() {
      let end = rest.indexOf(NEWLINE);
      while (end < 0) {
        const known = rest.length;
        if (known > LONGEST_LINE) throw damaged();
        if (!(await more())) {
          if (known > 0) throw cutOff();
          return undefined;
        }
        end = rest.indexOf(NEWLINE, known);
      }
      before = hash.copy().digest('hex');
      return take(end + 1)
        .subarray(0, -1)
        .toString('utf8');
    },

    async *rows() {
      for (;;) {
        const end = rest.lastIndexOf(NEWLINE) + 1;
        const last = endOfRows(rest.subarray(0, end));
        if (last >= 0) {
          if (last > 0) yield take(last);
          take(END_OF_ROWS.length);
          return;
        }
        if (end > 0) yield take(end);
        if (!(await more())) throw cutOff();
      }
    },

    digestBefore: () => before,
  };
}

/** Where the line stands that ends them, among whole lines; -1 where it doesn't. */
function endOfRows(lines: Buffer): number {
  if (lines.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) return 0;
  const at = lines.indexOf('\n\\.\n');
  return at < 0 ? -1 : at + 1;
}

export function cutOff(cause?: unknown): Unusable {
  return new Unusable('The file was cut off: its end is missing. Take another copy of it.', { cause });
}
