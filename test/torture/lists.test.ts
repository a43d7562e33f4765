import { expect, jest, test } from '@jest/globals';
import { tortureList } from './lists.ts';

jest.setTimeout(240_000);

test('a list whose process is killed ten times reaches every row once', async () => {
  const result = await tortureList({
    ...{ database: 'embedded', instances: 1, rows: 60, kills: 10 },
    ...{ seed: 7, rate: 5, withinMs: 120_000 },
  });
  const { text, kills, ...counts } = result;
  expect(counts).toEqual({ never: 0, once: 60, oftener: 0, messages: 1, files: 1 });
  expect(kills).toHaveLength(10);
  expect(text).toContain('60 started');
});
