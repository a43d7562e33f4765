import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { HELP, OPTIONS, parseCommandLine, UsageError } from '../../src/sandbox/command-line.ts';

const README = fs.readFileSync(path.join(import.meta.dirname, '../../src/sandbox/README.md'), 'utf8');

test.each([
  [['extra'], /extra.*--help/],
  [['--watch=yes'], /--watch.*--help/],
  [['--port', 'x'], /^--port must be a number, not x\.$/],
  [['--port', '70000'], /^--port must be at most 65535\.$/],
  [['--database-url', 'mysql://x'], /^--database-url must begin with postgres/],
])('%j is refused', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(UsageError);
  expect(() => parseCommandLine(args)).toThrow(message);
});

test('all options', () => {
  expect(parseCommandLine([])).toEqual({
    port: 4000,
    directory: 'data/sandbox',
    reset: false,
    socketMode: false,
    broken: false,
    watch: false,
    help: false,
  });
  const url = 'postgresql://localhost/x';
  const given = [
    '--port',
    '0',
    '--reset',
    '--socket-mode',
    '--database-url',
    url,
    '--data-dir',
    'd',
    '--broken',
    '--watch',
  ];
  expect(parseCommandLine([...given, '-h'])).toEqual({
    port: 0,
    directory: 'd',
    reset: true,
    socketMode: true,
    databaseUrl: url,
    broken: true,
    watch: true,
    help: true,
  });
});

test.each(Object.keys(OPTIONS))('--%s stands in the help and in the README', (option) => {
  expect(HELP).toContain(`--${option} `);
  expect(README).toContain(`--${option}`);
});
