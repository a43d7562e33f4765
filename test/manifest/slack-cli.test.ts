import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { readJson } from './read-json.ts';

type Hooks = {
  hooks: Record<string, string>;
  config: { 'sdk-managed-connection-enabled': boolean; watch: unknown };
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

  test('runs the sources on the Node of this project, and lets the app hold the connection', () => {
    expect(hooks.start).toBe('npm exec -c "node --watch --watch-preserve-output src/main.ts"');
    expect(config['sdk-managed-connection-enabled']).toBe(true);
  });

  // The CLI signals npm, which passes nothing on: the old app would keep the port and the data directory.
  test('leaves it to Node to restart the app, and to the CLI to follow the manifest', () => {
    expect(config.watch).toEqual({ manifest: { paths: ['manifest/manifest.json'] } });
  });
});
