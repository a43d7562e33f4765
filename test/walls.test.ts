import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import * as ids from '../src/views/ids.ts';
import { readJson } from './manifest/read-json.ts';

/** Besides these, nothing reads the environment. */
const READS_ENVIRONMENT = ['main.ts', 'operator/main.ts', 'sandbox/app-process/main.ts', 'sandbox/main.ts'];

const SRC = path.join(import.meta.dirname, '..', 'src');

const files = (fs.readdirSync(SRC, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name));

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
    .filter((name) => !name.startsWith('sandbox') && !name.endsWith('views/ids.ts'))
    .filter((name) =>
      [...doors, ids.ACTION_CANCEL, ids.ACTION_TRY_AGAIN, ids.ACTION_MORE_OPTIONS].some((id) =>
        fs.readFileSync(path.join(SRC, name), 'utf8').includes(`'${id}'`),
      ),
    );
  expect(literals).toEqual([]);
});
