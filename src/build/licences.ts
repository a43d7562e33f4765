import fs from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

/** Each licence text, under the names and versions of the packages in the bundle that come with it. */
export function licencesOf({ outputs }: Metafile, root: string): string {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
  const holders = new Map<string, Set<string>>();
  for (const directory of [...packages].sort()) {
    const { title, text } = readLicence(path.join(root, directory));
    holders.set(text, (holders.get(text) ?? new Set()).add(title));
  }
  return [...holders].map(([text, titles]) => `${[...titles].join('\n')}\n\n${text}`).join(RULE);
}

/** Throws where a package has no licence's text and does not name one either. */
function readLicence(directory: string): { title: string; text: string } {
  const read = (file: string) => fs.readFileSync(path.join(directory, file), 'utf8').trim();
  const { name, version, license } = JSON.parse(read('package.json'));
  const files = fs.readdirSync(directory);
  const texts = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map(read);
  // Some have it at the end of their readme.
  const readme = files.filter((file) => /^readme/i.test(file)).map(read);
  const [ending] = readme.flatMap((text) => /^#+ *licen[cs]e$[\s\S]*/im.exec(text) ?? []);
  const text = texts.join('\n\n') || ending || license;
  if (typeof text !== 'string') throw new Error(`${name} ${version} comes without a licence`);
  return { title: `${name} ${version}`, text };
}
