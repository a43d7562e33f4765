import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { END_OF_ROWS, Unusable } from '../../../src/store/transfer/format.ts';
import { createReader } from '../../../src/store/transfer/reader.ts';

/** Pieces of any size, as files and pipes give them. */
async function* piecesOf(bytes: Buffer, sizes: number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** As COPY writes it: no tab, no end of a line and no single backslash stands in a row by itself. */
const row = fc
  .string({ unit: 'binary' })
  .map((text) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r'));
const tables = fc.array(fc.tuple(fc.stringMatching(/^[a-z_]{1,12}$/), fc.array(row, { maxLength: 6 })), {
  maxLength: 4,
});
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

const fileOf = (all: [string, string[]][]) =>
  Buffer.concat(
    all.flatMap(([head, rows]) => [
      Buffer.from(`${head}\n${rows.map((one) => `${one}\n`).join('')}`),
      END_OF_ROWS,
    ]),
  );

test('whatever stands in the rows, and in whatever pieces they come, they are read as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(tables, sizes, async (all, pieces) => {
      const reader = createReader(piecesOf(fileOf(all), pieces));
      for (const [head, rows] of all) {
        expect(await reader.line()).toBe(head);
        const read: Buffer[] = [];
        for await (const bytes of reader.rows()) read.push(bytes);
        expect(Buffer.concat(read).toString()).toBe(rows.map((one) => `${one}\n`).join(''));
      }
      expect(await reader.line()).toBeUndefined();
    }),
  );
});

test('what was cut off anywhere is said to be', async () => {
  const whole = fileOf([['head', ['a', 'b\tc']]]);
  for (let length = 1; length < whole.length; length++) {
    const reader = createReader(piecesOf(whole.subarray(0, length), [3]));
    const read = async () => {
      await reader.line();
      for await (const _ of reader.rows());
    };
    await expect(read()).rejects.toThrow(Unusable);
  }
});
