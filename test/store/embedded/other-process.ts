import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { temporaryDirectory } from '../../support/run-directory.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

/** All that such a process needs, in one file, which Node reads in a fifth of the time that its sources take. */
function bundleDatabase(): string {
  const directory = temporaryDirectory('database');
  // Other users run it.
  fs.chmodSync(directory, 0o755);
  const outfile = path.join(directory, 'database.mjs');
  const contents = `export { openDatabase } from './src/store/database.ts'; export { sql } from 'kysely';`;
  buildSync({
    ...{ stdin: { contents, resolveDir: ROOT }, outfile },
    ...{ bundle: true, platform: 'node', format: 'esm', external: ['pg-native'], keepNames: true },
    banner: {
      js: `import { createRequire as from } from 'node:module'; const require = from(import.meta.url);`,
    },
  });
  return outfile;
}

let bundled: string | undefined;

/** Another process with an embedded database, as the app is one. */
export interface Other {
  child: ChildProcess;
  /** What it said, once it has opened the database or ended. */
  opened(): Promise<string>;
  /** What it said, once it has ended. */
  ended(): Promise<string>;
}

export interface OtherOptions {
  /** What the command begins with. */
  prefix?: string[];
  env?: Record<string, string>;
  /** A script for when it is open; it has \`database\` and kysely's \`sql\`. */
  afterwards?: string;
}

/** Opens the database in a directory and holds it until SIGTERM, which closes it in good order. */
export function openElsewhere(
  directory: string,
  { prefix = [], env = {}, afterwards = '' }: OtherOptions = {},
): Other {
  bundled ??= bundleDatabase();
  const script = `
    const { openDatabase, sql } = await import(${JSON.stringify(bundled)});
    const location = { kind: 'embedded', directory: ${JSON.stringify(directory)} };
    const database = await openDatabase(location, () => {}).catch((error) => {
      console.log(error.message);
      process.exit(1);
    });
    process.on('SIGTERM', () => database.close().then(() => process.exit(0)));
    setInterval(() => {}, 1000);
    console.log('open');
    ${afterwards}`;
  const node = [process.execPath, '--no-warnings', '--input-type=module', '--eval', script];
  const [command = '', ...rest] = [...prefix, ...node];
  const child = spawn(command, rest, {
    env: { PATH: process.env.PATH ?? '', NODE_PATH: path.join(ROOT, 'node_modules'), ...env },
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(() => said);
  const opened = once(child.stdout, 'data').then(() => said);
  return { child, ended: () => ended, opened: () => Promise.race([opened, ended]) };
}

/** The process id of the server on a directory. */
export function serverOf(directory: string): number {
  return Number.parseInt(fs.readFileSync(path.join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** The watcher of a server: the one of its children that is a shell. */
export function watcherOf(server: number): number {
  const children = fs.readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ');
  const watcher = children.find((pid) => !fs.readFileSync(`/proc/${pid}/comm`, 'utf8').includes('postgres'));
  return Number(watcher);
}

/** A process that has ended counts as gone before somebody has asked how it ended. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
