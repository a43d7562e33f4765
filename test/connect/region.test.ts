import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findRegion } from '../../src/connect/region.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const before = { ...process.env };
afterAll(() => {
  process.env = before;
});

const STEP = 'set it to the region of your Amazon Connect instance, such as us-west-2';
const MISSING = `AWS_REGION is missing: ${STEP}`;
const UNKNOWN = `AWS_REGION, or the AWS profile, names no AWS region: ${STEP}`;

const DEFAULT = '[default]\nregion = eu-west-2';
const WORK = '[profile work]\nregion = ap-southeast-2';

test.each<[string, Record<string, string>, string | undefined, string]>([
  ['AWS_REGION', { AWS_REGION: 'eu-central-1' }, undefined, 'eu-central-1'],
  ['the default profile', {}, DEFAULT, 'eu-west-2'],
  ['the chosen profile', { AWS_PROFILE: 'work' }, `${DEFAULT}\n${WORK}`, 'ap-southeast-2'],
  ['AWS_REGION before the profile', { AWS_REGION: 'us-east-1' }, DEFAULT, 'us-east-1'],
  ['AWS_DEFAULT_REGION alone', { AWS_DEFAULT_REGION: ' ca-central-1 ' }, undefined, 'ca-central-1'],
  [
    'AWS_REGION before it',
    { AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-2' },
    undefined,
    'us-east-2',
  ],
  ['the profile before it, as in the SDK', { AWS_DEFAULT_REGION: 'us-east-1' }, DEFAULT, 'eu-west-2'],
  ['nothing', {}, undefined, MISSING],
  ['an empty file', {}, '', MISSING],
  [
    'a profile without one',
    { AWS_PROFILE: 'bare' },
    `${DEFAULT}\n[profile bare]\noutput = json`,
    `AWS_REGION is missing, and the AWS profile bare names no region: ${STEP}`,
  ],
  ['none in AWS_REGION', { AWS_REGION: 'us_west_2' }, undefined, UNKNOWN],
  ['none in the profile', {}, '[default]\nregion = us west', UNKNOWN],
  [
    'none in AWS_DEFAULT_REGION',
    { AWS_DEFAULT_REGION: 'https://x' },
    undefined,
    `AWS_DEFAULT_REGION names no AWS region: ${STEP}`,
  ],
])('the region from %s', async (_, env, file, expected) => {
  const home = temporaryDirectory('home');
  fs.mkdirSync(path.join(home, '.aws'));
  if (file !== undefined) fs.writeFileSync(path.join(home, '.aws', 'config'), file);
  process.env = { PATH: before.PATH, HOME: home, ...env };
  const found = await findRegion(env);
  expect('fault' in found ? found.fault : found.region).toBe(expected);
});

test('the region from a file that AWS_CONFIG_FILE names', async () => {
  const elsewhere = path.join(temporaryDirectory('home'), 'settings');
  fs.writeFileSync(elsewhere, WORK);
  process.env = { PATH: before.PATH, AWS_CONFIG_FILE: elsewhere, AWS_PROFILE: 'work' };
  expect(await findRegion(process.env)).toEqual({ region: 'ap-southeast-2' });
});
