import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

// Bundles the libraries that the app is made of. Jest loads them anew for every test file: from their
// thousands of files, that takes longer than most tests. Run as a script, because in jest `import` is jest's.

const ROOT = path.join(import.meta.dirname, '../..');

/** Where jest.config.json has the tests find them. */
const OUTDIR = path.join(ROOT, 'node_modules/.cache/test-libraries');

/** What CommonJS packages expect around them. */
const FOR_COMMONJS = `import { createRequire as createRequireHere } from 'node:module';
const require = createRequireHere(import.meta.url);`;

/** Says by name what a library exports: of CommonJS packages, only Node finds that out. */
const entries: Plugin = {
  name: 'entries',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^library:/ }, ({ path: name }) => ({
      path: name.replace('library:', ''),
      namespace: 'library',
    }));
    onLoad({ filter: /.*/, namespace: 'library' }, async ({ path: name }) => {
      const exported = Object.keys(await import(name)).filter((one) => one !== 'module.exports');
      return { contents: `export { ${exported.join(', ')} } from '${name}';`, resolveDir: ROOT };
    });
  },
};

const config = read('jest.config.json');
const { moduleNameMapper } = JSON.parse(config) as { moduleNameMapper: Record<string, string> };
const names = Object.keys(moduleNameMapper).flatMap((pattern) => pattern.slice(2, -2).split('|'));

const stamp = createHash('sha256').update(config).update(read('package-lock.json')).digest('hex');
const stampFile = path.join(OUTDIR, 'stamp');
if (!fs.existsSync(stampFile) || fs.readFileSync(stampFile, 'utf8') !== stamp) await bundle();

async function bundle(): Promise<void> {
  const draft = `${OUTDIR}-${process.pid}`;
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(names.map((name) => [name, `library:${name}`])),
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    // As Node finds them, so that what is asked of Node is true of these.
    mainFields: ['main'],
    conditions: [],
    external: ['pg-native'],
    banner: { js: FOR_COMMONJS },
    minifyWhitespace: true,
    keepNames: true,
    plugins: [entries],
    logLevel: 'warning',
  });
  fs.writeFileSync(path.join(draft, 'stamp'), stamp);
  fs.rmSync(OUTDIR, { recursive: true, force: true });
  fs.renameSync(draft, OUTDIR);
}

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}
