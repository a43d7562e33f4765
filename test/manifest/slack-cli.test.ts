import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { readJson } from './read-json.ts';

type Hooks = {
  hooks: Record<string, string>;
  config: {
    'sdk-managed-connection-enabled': boolean;
    watch: { manifest: { paths: string[] }; app: { paths: string[]; 'filter-regex': string } };
  };
};

const { hooks, config } = readJson<Hooks>('.slack/hooks.json');

describe('slack run', () => {
  test('reads the manifest from its folder, with the flag that the Slack CLI appends', () => {
    const root = new URL('../../', import.meta.url);
    const printed = execFileSync('sh', ['-c', `${hooks['get-manifest']} --source=/a/folder with spaces`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual(readJson('manifest/manifest.json'));
  });

  test('starts the app as everybody else does, and lets it hold the connection', () => {
    expect(hooks.start).toBe('npm start');
    expect(config['sdk-managed-connection-enabled']).toBe(true);
  });

  test('looks for changes in the TypeScript sources and in the manifest', () => {
    const { app, manifest } = config.watch;
    expect(manifest.paths).toEqual(['manifest/manifest.json']);
    expect(app.paths).toEqual(['src']);
    expect('main.ts').toMatch(new RegExp(app['filter-regex']));
    expect('main.ts.map').not.toMatch(new RegExp(app['filter-regex']));
  });
});
