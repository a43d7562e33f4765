import fs from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const BOLT = path.join('node_modules', '@slack', 'bolt', path.sep);

/** What Bolt loads for receivers and installers of its own. The app has others, and hands on bodies that it has read. */
const UNUSED_BY_BOLT = /^(express|raw-body|@slack\/oauth|@slack\/socket-mode)$/;

const SCHEMAS = /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/;

const EMPTY_MAP = Buffer.from('{"version":3,"sources":[""],"mappings":"AAAA"}').toString('base64');

/** Packages without what the app does not use of them, most of which esbuild cannot know by itself. */
export const lighterPackages: Plugin = {
  name: 'lighter-packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED_BY_BOLT }, ({ path: name, importer }) =>
      importer.includes(BOLT) ? { path: name, namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: '' }));
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path: file }) => {
      const text = await fs.promises.readFile(file, 'utf8');
      return { contents: withoutMap(SCHEMAS.test(file) ? withPlainKeys(text) : text), loader: 'default' };
    });
  },
};

/** Node reads maps whole for the first stack trace; those of the packages cost it a second and 150 MB. */
function withoutMap(text: string): string {
  return `${text}\n//# sourceMappingURL=data:application/json;base64,${EMPTY_MAP}`;
}

/**
 * Each shape of an AWS service is a constant, and so is each key in it. Esbuild drops a shape that nobody uses only
 * where it sees that its keys are mere strings: of Amazon Connect's that is nine in ten.
 */
function withPlainKeys(schemas: string): string {
  const constants = new Map(
    [...schemas.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]),
  );
  return schemas.replace(/\[(_\w+)\]: /g, (key, name: string) => {
    const value = constants.get(name);
    return value ? `[${value}]: ` : key;
  });
}
