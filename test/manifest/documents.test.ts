import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { environmentSchema } from '../../src/config/environment.ts';
import { readJson } from './read-json.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

const DOCUMENTS = [
  ...[
    'README.md',
    'manifest/README.md',
    'manifest/conversations.md',
    'src/sandbox/README.md',
    'test/README.md',
  ],
  ...[
    'src/domain/blocks/README.md',
    'src/domain/reach-out/README.md',
    'src/operator/README.md',
    'manifest/container/README.md',
    'manifest/aws/README.md',
    'manifest/monitoring/README.md',
  ],
];

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  test('names files that are there', () => {
    const named = [...text.matchAll(/(?<![\w./-])(?:manifest|src|test)\/[\w./-]*\.(?:json|ts|md)/g)];
    const missing = named.map(([file]) => file).filter((file) => !fs.existsSync(path.join(ROOT, file)));
    expect(missing).toEqual([]);
  });

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [, file = '', heading] of links) {
      const target = file ? path.join(path.dirname(document), file) : document;
      expect(fs.existsSync(path.join(ROOT, target))).toBe(true);
      if (heading) expect(headingsOf(read(target))).toContain(heading);
    }
  });
});

test('the way of a reach-out names what there is in its files', () => {
  const steps = [...read('src/domain/reach-out/README.md').matchAll(/`(src\/[\w./-]+)` \(([^)]+)\)/g)];
  expect(steps.length).toBeGreaterThan(20);
  for (const [, file = '', names = ''] of steps)
    for (const name of names.replaceAll('`', '').split(', '))
      expect([file, read(file)]).toEqual([file, expect.stringMatching(new RegExp(`\\b${name}\\b`))]);
});

test('the README has every variable of the environment in its table', () => {
  const table = read('README.md').slice(read('README.md').indexOf('## Configuration'));
  for (const name of Object.keys(environmentSchema.shape)) expect(table).toContain(`\`${name}\``);
});

test('conversations.md says why each scope and event is asked for that the other manifests do without', () => {
  const parts = (file: string) => {
    const manifest = readJson<{
      oauth_config: { scopes: { bot: string[] } };
      settings: { event_subscriptions: { bot_events: string[] } };
    }>(`manifest/${file}`);
    return [...manifest.oauth_config.scopes.bot, ...manifest.settings.event_subscriptions.bot_events];
  };
  const others = parts('manifest.json');
  const more = parts('manifest.conversations.json').filter((part) => !others.includes(part));
  const rows = read('manifest/conversations.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(more.length).toBeGreaterThan(5);
  for (const part of more) expect(rows.filter((row) => row.includes(`\`${part}\``))).toHaveLength(1);
});

/** As GitHub names them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
