import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeEnvText, readEnvText, Unwritable } from '../../../src/operator/setup/file/env-text.ts';
import { readJson } from '../../manifest/read-json.ts';
import { temporaryDirectory } from '../../support/run-directory.ts';

const CHANGE = { PORT: '4000' };

test.each([
  ['an empty file', '', 'PORT=4000\n'],
  ['comments and lines that are no assignment', '# PORT=1\nnothing\n', '# PORT=1\nnothing\nPORT=4000\n'],
  ['the last line without an end', 'A=1', 'A=1\nPORT=4000\n'],
  ['where it stands', 'A=1\nPORT=3000\nB=2\n', 'A=1\nPORT=4000\nB=2\n'],
  ['where it stands empty', 'PORT=\nB=2\n', 'PORT=4000\nB=2\n'],
  ['in front of a comment', 'PORT= # of HTTP\nB=2\n', 'PORT=4000 # of HTTP\nB=2\n'],
  ['after a value in quotes', "PORT='3000' # of HTTP\n", 'PORT=4000 # of HTTP\n'],
  ['after export, with blanks', 'export PORT = 3000\n', 'export PORT=4000\n'],
  ['the one of two that counts', 'PORT=1\nPORT=2\n', 'PORT=1\nPORT=4000\n'],
  ['not in a text over lines', 'A="x\nPORT=1\n"\n', 'A="x\nPORT=1\n"\nPORT=4000\n'],
  ['with the ends of Windows', 'A=1\r\nPORT=3000\r\n', 'A=1\r\nPORT=4000\r\n'],
  ['as it is', 'PORT=4000\n', 'PORT=4000\n'],
])('a variable is changed: %s', (_what, before, after) => {
  expect(changeEnvText(before, CHANGE)).toBe(after);
});

test.each([
  [
    'as it is',
    'arn:aws:connect:us-west-2:1:phone-number/a',
    'A=arn:aws:connect:us-west-2:1:phone-number/a\n',
  ],
  ['with blanks', 'Support=+1, Sales=+2', "A='Support=+1, Sales=+2'\n"],
  ['with a #', 'a#b', "A='a#b'\n"],
  ['with an apostrophe', "Ada's", 'A="Ada\'s"\n'],
  ['with both', `Ada's "x"`, 'A=`Ada\'s "x"`\n'],
])('a value is written %s', (_what, value, expected) => {
  expect(changeEnvText('', { A: value })).toBe(expected);
  expect(readEnvText(expected)).toEqual({ A: value });
});

test('what no file can hold is refused, and so is a file that cannot be changed with certainty', () => {
  expect(() => changeEnvText('', { A: `'"\`` })).toThrow('A holds characters that no .env file can');
  expect(() => changeEnvText('', { A: 'a\nb' })).toThrow(Unwritable);
  expect(() => changeEnvText('A="never ends\n', { B: '"' })).toThrow('Write these into it by hand');
});

const name = fc.constantFrom('A', 'B', 'PORT', 'SLACK_BOT_TOKEN');
const blanks = fc.constantFrom('', ' ', '\t');
const someText = fc.string({ unit: fc.constantFrom(...`aZ0'"\`#= \\n$,:+-ü`), maxLength: 12 });
const line = fc.oneof(
  someText.map((text) => `#${text}`),
  someText,
  fc.constant(''),
  fc
    .tuple(fc.constantFrom('', 'export '), name, blanks, blanks, someText)
    .map(([lead, key, before, after, value]) => `${lead}${key}${before}=${after}${value}`),
  fc.tuple(name, someText, someText).map(([key, one, two]) => `${key}='${one}\n${two}'`),
);
const file = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean());
const values = fc.dictionary(
  fc.constantFrom('A', 'PORT', 'NEW'),
  someText.map((text) => text.trim()),
);

test('any file and any values read back exactly in Node, and all other variables are as before; or nothing is written', () => {
  let written = 0;
  fc.assert(
    fc.property(file, values, ([lines, end, isEnded], changes) => {
      const before = lines.join(end) + (isEnded ? end : '');
      let after: string;
      try {
        after = changeEnvText(before, changes);
      } catch (error) {
        expect(error).toBeInstanceOf(Unwritable);
        return;
      }
      written += 1;
      expect(parseEnv(after)).toEqual({ ...parseEnv(before), ...changes });
      // In quotes, what begins with # may be part of a value.
      const comments = /["'`]/.test(before) ? [] : lines.filter((one) => one.startsWith('#'));
      for (const comment of comments) expect(after).toContain(comment);
    }),
    { numRuns: 2000 },
  );
  expect(written).toBeGreaterThan(1000);
});

test.each(['start', 'reach-out'])('npm run %s finds what was written, and goes without a file', (script) => {
  const changes = { A: 'Support=+1, Sales=+2', B: `k1:${'/+='.repeat(5)}`, C: "it's", D: '$HOME "x"' };
  const directory = temporaryDirectory('env');
  const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
  const command = scripts[script] ?? '';
  const main = path.join(directory, command.split(' ').at(-1) ?? '');
  fs.mkdirSync(path.dirname(main), { recursive: true });
  const print = 'process.stdout.write(JSON.stringify(["A","B","C","D"].map((name) => process.env[name])))';
  fs.writeFileSync(main, print);
  const PATH = `${path.dirname(process.execPath)}:${process.env.PATH}`;
  const run = () => execFileSync('sh', ['-c', command], { cwd: directory, env: { PATH }, stdio: 'pipe' });
  expect(JSON.parse(String(run()))).toEqual([null, null, null, null]);
  fs.writeFileSync(path.join(directory, '.env'), changeEnvText('# mine\n', changes));
  expect(JSON.parse(String(run()))).toEqual(Object.values(changes));
});
