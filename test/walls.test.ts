import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as ids from '../src/views/ids.ts';
import { readJson } from './manifest/read-json.ts';

/** What each folder of src/ may import of the others; files at its root are named, and what is not here may see all. */
const WALLS: Record<string, string[]> = {
  domain: [],
  views: ['domain'],
  connect: ['domain'],
  store: ['domain'],
  slack: ['domain', 'views', 'config.ts'],
  jobs: ['domain', 'store'],
  listeners: ['domain', 'views', 'slack', 'connect'],
  'config.ts': ['domain', 'store', 'environment.ts'],
  'environment.ts': [],
  'log.ts': [],
  'health.ts': ['slack', 'store'],
};

/** Adapters lend these folders their types; what they do comes through the domain's ports. */
const TYPES_ONLY: [string, string][] = [
  ['jobs', 'store'],
  ['listeners', 'connect'],
  ['config.ts', 'store'],
  ['slack', 'config.ts'],
];

/** The parts of the sandbox that stand in for Slack and AWS know nothing of the app. */
const STAND_INS = ['slack', 'connect', 'sqs'];

/** Besides these, nothing reads the environment. */
const READS_ENVIRONMENT = ['main.ts', 'command-line/main.ts', 'sandbox/main.ts'];

const SRC = path.join(import.meta.dirname, '..', 'src');

interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

const files = (fs.readdirSync(SRC, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name));

const imports: Import[] = files.flatMap((from) => {
  const text = fs.readFileSync(path.join(SRC, from), 'utf8');
  const statements = text.matchAll(/(?:^(import|export)( type)? [^;']*?from |import\()'(\.[^']+)'/gm);
  return [...statements].map(([, , type, target = '']) => ({
    from,
    to: path.join(path.dirname(from), target),
    typesOnly: type !== undefined,
  }));
});

const folderOf = (file: string) => file.split(path.sep)[0] ?? file;

test('the files and imports were found', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(imports.length).toBeGreaterThan(300);
  expect(imports.filter(({ to }) => !fs.existsSync(path.join(SRC, to)))).toEqual([]);
});

describe('imports go one way', () => {
  test.each(Object.entries(WALLS))('%s sees only %j', (folder, allowed) => {
    const breaches = imports.filter(
      ({ from, to }) =>
        folderOf(from) === folder && folderOf(to) !== folder && !allowed.includes(folderOf(to)),
    );
    expect(breaches).toEqual([]);
  });

  test.each(TYPES_ONLY)('%s takes only types of %s', (folder, other) => {
    const breaches = imports.filter(
      ({ from, to, typesOnly }) => folderOf(from) === folder && folderOf(to) === other && !typesOnly,
    );
    expect(breaches).toEqual([]);
  });

  test.each(STAND_INS)('the simulated %s stands alone', (part) => {
    const home = path.join('sandbox', part);
    const breaches = imports.filter(({ from, to }) => from.startsWith(home) && !to.startsWith('sandbox'));
    expect(breaches).toEqual([]);
  });

  test('nothing of the app knows the sandbox or the command line', () => {
    const breaches = imports.filter(
      ({ from, to }) =>
        !['sandbox', 'command-line'].includes(folderOf(from)) &&
        ['sandbox', 'command-line'].includes(folderOf(to)),
    );
    expect(breaches).toEqual([]);
  });
});

test('only what starts a process reads its environment', () => {
  const readers = files.filter((name) =>
    /process\.env(?!\.NODE_ENV)/.test(fs.readFileSync(path.join(SRC, name), 'utf8')),
  );
  expect(readers.sort()).toEqual(READS_ENVIRONMENT.toSorted());
});

test('the ids that Slack sends back are those of the manifest', () => {
  const { features } = readJson('manifest/manifest.json') as {
    features: { slash_commands: { command: string }[]; shortcuts: { type: string; callback_id: string }[] };
  };
  expect(features.slash_commands.map(({ command }) => command)).toEqual([ids.COMMAND]);
  expect(Object.fromEntries(features.shortcuts.map(({ type, callback_id }) => [type, callback_id]))).toEqual({
    global: ids.SHORTCUT_GLOBAL,
    message: ids.SHORTCUT_FROM_MESSAGE,
  });
});

test('each id stands once', () => {
  const doors = [ids.COMMAND, ids.SHORTCUT_FROM_MESSAGE];
  const literals = files
    .filter((name) => !name.startsWith('sandbox') && !name.endsWith('ids.ts'))
    .filter((name) =>
      [...doors, ids.ACTION_CANCEL, ids.ACTION_TRY_AGAIN, ids.ACTION_MORE_OPTIONS].some((id) =>
        fs.readFileSync(path.join(SRC, name), 'utf8').includes(`'${id}'`),
      ),
    );
  expect(literals).toEqual([]);
});
