import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from './licences.ts';
import { lighterPackages } from './lighter-packages.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** What CommonJS packages expect around them. */
const FOR_COMMONJS = `import { createRequire as createRequireHere } from 'node:module';
const require = createRequireHere(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/** Names within what is built, and the sources that they are built from. */
type EntryPoints = Record<string, string>;

/**
 * The app and the command line with everything that they use, ready for `node main.js` in any directory.
 * Replaces what is in `outdir`. Throws where a source cannot be read or a package has no licence.
 */
export async function buildApp({ outdir, more }: { outdir: string; more?: EntryPoints }): Promise<void> {
  fs.rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: 'src/main.ts', 'operator/main': 'src/operator/main.ts', ...more },
    outdir,
    bundle: true,
    // What is imported later is read later: the ways to AWS credentials, for one.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    mainFields: ['module', 'main'],
    // pg asks for it and does without.
    external: ['pg-native'],
    banner: { js: FOR_COMMONJS },
    // Half the text is half the parsing and 10 MB less memory. Names stay, for stack traces and logs.
    minifySyntax: true,
    minifyWhitespace: true,
    // Node prints the line where an error was thrown.
    lineLimit: 160,
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [lighterPackages],
    metafile: true,
    logLevel: 'warning',
  });
  fs.writeFileSync(path.join(outdir, 'THIRD-PARTY-LICENSES.txt'), licencesOf(metafile, ROOT));
  fs.writeFileSync(path.join(outdir, 'package.json'), '{ "type": "module" }\n');
}
