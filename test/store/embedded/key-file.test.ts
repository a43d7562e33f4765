import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readKeyFile } from '../../../src/store/embedded/key-file.ts';
import { createSealer } from '../../../src/store/vault.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';

describe("the embedded database's key", () => {
  const fileIn = (directory: string) => path.join(directory, 'encryption-key');

  test('is made once, for its owner alone, and has an id that none can have that is set', () => {
    const directory = temporaryDirectory('key');
    const made = readKeyFile(directory);
    expect(made.key).toHaveLength(32);
    expect(made.id).toMatch(/[^\w-]/);
    expect(fs.statSync(fileIn(directory)).mode & 0o777).toBe(0o600);
    expect(fs.statSync(fileIn(directory)).uid).toBe(fs.statSync(directory).uid);
    expect(readKeyFile(directory)).toEqual(made);
    expect(readKeyFile(temporaryDirectory('key')).key).not.toEqual(made.key);
    const vault = createSealer([made]);
    expect(vault.open(vault.seal('Hi', 'line 1'), 'line 1')).toBe('Hi');
  });

  test('is made whole where making it was cut short', () => {
    const directory = temporaryDirectory('key');
    fs.writeFileSync(`${fileIn(directory)}.new`, 'hal', { mode: 0o600 });
    expect(readKeyFile(directory).key).toHaveLength(32);
    expect(fs.readdirSync(directory)).toEqual(['encryption-key']);
  });

  test.each(['', 'not a key', Buffer.alloc(31).toString('base64')])(
    'is never made anew in place of a damaged one: "%s"',
    (content) => {
      const directory = temporaryDirectory('key');
      fs.writeFileSync(fileIn(directory), content);
      expect(() => readKeyFile(directory)).toThrow(/encryption-key does not hold a key.*backup/);
      expect(fs.readFileSync(fileIn(directory), 'utf8')).toBe(content);
    },
  );
});
