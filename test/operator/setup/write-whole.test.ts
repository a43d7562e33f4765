import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { writeWhole } from '../../../src/operator/setup/file/write-whole.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';

test.each([
  ['a link', 'A=1\n'],
  ['a link to what is not there yet', undefined],
])('%s stays one, and what it leads to is written for its owner alone', (_, before) => {
  const directory = temporaryDirectory('write-whole');
  const [link, target] = [path.join(directory, '.env'), path.join(directory, 'real')];
  if (before) fs.writeFileSync(target, before, { mode: 0o644 });
  fs.symlinkSync('real', link);
  writeWhole(link, 'A=2\n');
  expect(fs.readlinkSync(link)).toBe('real');
  expect(fs.readFileSync(target, 'utf8')).toBe('A=2\n');
  expect(fs.statSync(target).mode & 0o777).toBe(0o600);
  expect(fs.readdirSync(directory).sort()).toEqual(['.env', 'real']);
});
