import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readKeyFile } from '../../src/store/embedded/key-file.ts';
import { createVault } from '../../src/store/vault.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const key = (id: string, filledWith: number) => ({ id, key: Buffer.alloc(32, filledWith) });
const OLD = key('old', 1);
const NEW = key('new', 2);

describe('the vault', () => {
  test('opens what it has sealed, whatever is in it, and shows none of it', () => {
    const vault = createVault([OLD]);
    for (const text of ['', 'Yes please!', '👩🏽‍🚒 “quoted”: \n\\', 'x'.repeat(20_000)]) {
      const sealed = vault.seal(text, 'line 1');
      expect(vault.open(sealed, 'line 1')).toBe(text);
      expect(sealed).toMatch(/^old:[A-Za-z0-9+/]+={0,2}$/);
      if (text) expect(Buffer.from(sealed.slice(4), 'base64').toString()).not.toContain(text.slice(0, 5));
    }
  });

  test('seals the same text another way each time', () => {
    const vault = createVault([OLD]);
    expect(vault.seal('Hi', 'line 1')).not.toBe(vault.seal('Hi', 'line 1'));
  });

  test('seals with the first key, and opens with each', () => {
    const sealed = createVault([OLD]).seal('Hi', 'line 1');
    const both = createVault([NEW, OLD]);
    expect(both.open(sealed, 'line 1')).toBe('Hi');
    expect(both.seal('Hi', 'line 1')).toMatch(/^new:/);
  });

  test.each<[string, (sealed: string) => string]>([
    ['its key is gone', (sealed) => sealed.replace('old:', 'gone:')],
    ['another key has its id', () => createVault([key('old', 3)]).seal('Hi', 'line 1')],
    ['it was cut', (sealed) => sealed.slice(0, -8)],
    ['it is shorter than any', () => 'old:aGk='],
    ['it is none', () => 'Hi'],
    ['it is empty', () => ''],
    [
      'a bit of it was changed',
      (sealed) => {
        const bytes = Buffer.from(sealed.slice(4), 'base64');
        bytes[13] = (bytes[13] ?? 0) ^ 1;
        return `old:${bytes.toString('base64')}`;
      },
    ],
  ])('opens nothing when %s', (_, change) => {
    const vault = createVault([OLD]);
    expect(vault.open(change(vault.seal('Hi', 'line 1')), 'line 1')).toBeUndefined();
  });

  test('opens nothing that is of something else', () => {
    const vault = createVault([OLD]);
    expect(vault.open(vault.seal('Hi', 'line 1'), 'line 2')).toBeUndefined();
  });

  test('without a key keeps no secrets', () => {
    expect(() => createVault([]).seal('Hi', 'line 1')).toThrow('no key');
    expect(createVault([]).open('old:aGk=', 'line 1')).toBeUndefined();
  });
});

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
    const vault = createVault([made]);
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
