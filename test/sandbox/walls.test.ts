import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appEnvironment } from '../../src/sandbox/app-process/app-environment.ts';
import type { Stage } from '../../src/sandbox/stage/stage.ts';
import { startStage } from '../../src/sandbox/stage/start-stage.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import { ANY_HOUR } from '../support/environment.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SOURCE = path.join(ROOT, 'src');
const SANDBOX = path.join(SOURCE, 'sandbox') + path.sep;

/** Prints each module that is loaded from now on. */
const SPY = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) {
    if (url.startsWith('file:') && !url.includes('/node_modules/')) console.log('loaded ' + url);
    return next(url, context);
  } });
`)}`;

/** Browser code: it is bundled, and must find nothing of Node's. */
const SHARED_WITH_PAGE = [
  'page-api.ts',
  'page-actions.ts',
  'page-connect-actions.ts',
  'page-faults.ts',
  'page-state.ts',
  'connect/operation-names.ts',
  'qconnect/operation-names.ts',
];

function sourcesIn(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(directory, file));
}

/** What a file imports at run time or for its types, as it is written there. */
function importsOf(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import|import\()\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => name);
}

describe('nothing of the product knows the sandbox', () => {
  test('no file outside of it imports one of its files', () => {
    const product = sourcesIn(SOURCE).filter((file) => !file.startsWith(SANDBOX));
    expect(product.length).toBeGreaterThan(50);
    const trespasses = product.flatMap((file) =>
      importsOf(file)
        .filter((name) => path.resolve(path.dirname(file), name).startsWith(SANDBOX))
        .map((name) => `${path.relative(ROOT, file)} imports ${name}`),
    );
    expect(trespasses).toEqual([]);
  });

  test.each(SHARED_WITH_PAGE)('%s can be bundled for a browser', (file) => {
    const text = fs.readFileSync(path.join(SANDBOX, file), 'utf8');
    const loaded = [...text.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gm)].map(
      ([, name = '']) => name,
    );
    const allowed = ['zod', ...SHARED_WITH_PAGE.map((name) => `./${name}`)];
    expect(loaded.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe('the production start', () => {
  let stage: Stage;
  let directory: string;

  beforeAll(async () => {
    directory = await preparedDataDirectory();
    stage = await startStage({ root: ROOT, mode: 'http', saved: undefined });
  });
  afterAll(async () => {
    await stage.stop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  test('loads no file of the sandbox', async () => {
    const env = appEnvironment({
      stage,
      mode: 'http',
      port: 0,
      appDirectory: directory,
      databaseUrl: undefined,
      policyFile: ANY_HOUR,
      given: { PATH: process.env.PATH },
    });
    const child = spawn(process.execPath, ['--import', SPY, 'src/main.ts'], { cwd: ROOT, env });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Reach Out is running')) resolve();
      });
      child.stderr.on('data', (chunk) => {
        output += chunk;
      });
      child.once('close', () => reject(new Error(output)));
    });
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    const loaded = [...output.matchAll(/^loaded (\S+)/gm)].map(([, url = '']) => url);
    expect(loaded.filter((url) => url.endsWith('/src/app.ts'))).toHaveLength(1);
    expect(loaded.filter((url) => url.includes('/sandbox/'))).toEqual([]);
  });
});
