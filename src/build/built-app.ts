import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { buildApp } from './build-app.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const BUILDS = path.join(ROOT, 'node_modules/.cache/app');
const DAY_MS = 86_400_000;

/** The sandbox runs the app by a clock of its own. */
const SANDBOX_ENTRY = { 'sandbox/main': 'src/sandbox/app-process/main.ts' };
/** Nothing else of the sandbox is built with it. */
const SANDBOX_SOURCES = [...Object.values(SANDBOX_ENTRY), 'src/sandbox/world-clock.ts'];

/**
 * The directory of the app as it is built from the sources of now; built when it is not there yet, which takes
 * about a second. Only for the machine that it is built on. Throws where a source does not build.
 */
export async function builtApp(): Promise<string> {
  const outdir = path.join(BUILDS, stampOfSources());
  if (fs.existsSync(outdir)) return outdir;
  const draft = `${outdir}.${process.pid}`;
  await buildApp({ outdir: draft, more: SANDBOX_ENTRY });
  try {
    fs.renameSync(draft, outdir);
  } catch {
    // Another process was faster.
    fs.rmSync(draft, { recursive: true, force: true });
  }
  removeOldBuilds();
  return outdir;
}

function stampOfSources(): string {
  const hash = createHash('sha256').update(fs.readFileSync(path.join(ROOT, 'package-lock.json')));
  const sources = path.join(ROOT, 'src');
  const files = fs.readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox'))) {
    hash.update(file).update(fs.readFileSync(path.join(sources, file)));
  }
  for (const file of SANDBOX_SOURCES) hash.update(file).update(fs.readFileSync(path.join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Whoever runs one of today's may still read from it. */
function removeOldBuilds(): void {
  for (const name of fs.readdirSync(BUILDS)) {
    const build = path.join(BUILDS, name);
    if (Date.now() - fs.statSync(build).mtimeMs > DAY_MS) fs.rmSync(build, { recursive: true, force: true });
  }
}
