import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPolicy } from '../../src/config/watched-policy.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { silentLog } from '../support/log.ts';
import { openByCommand } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
const file = path.join(directory, 'policy.yaml');
const write = (text: string) => fs.writeFileSync(file, `${text}hours: { outside: allow }\n`);

let world: World;
beforeAll(async () => {
  write(`people: [{ who: [${seedIds.supportGroup}], channels: [sms] }]\n`);
  world = await startWorld({ database: 'postgres', env: { REACH_OUT_POLICY: file } });
});
afterAll(async () => {
  await world.stop();
  fs.rmSync(directory, { recursive: true });
});

async function untilLogged(text: string): Promise<void> {
  while (!world.logged().includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('a faulty file is named with all its faults before anything starts', () => {
  const other = path.join(directory, 'faulty.yaml');
  fs.writeFileSync(other, 'admin: []\nkeep_days: no\n');
  expect(() => openPolicy(other, silentLog)).toThrow(
    /line 1: admin is not a key.*\n.*line 2: keep_days must be/s,
  );
});

test('a changed file is taken up, and a faulty change is told and not taken', async () => {
  const grace = world.slack.as(seedIds.grace);
  const ada = world.slack.as(seedIds.ada);
  await openByCommand(world, ada, '+12065550152 voice Hi');
  expect(await ada.submit()).toMatchObject({
    errors: { channel: expect.stringContaining('For this account, the policy allows SMS') },
  });
  await openByCommand(world, grace, '+12065550152 sms Hi');
  expect(await grace.submit()).toMatchObject({ kind: 'updated' });
  expect(JSON.stringify(grace.view?.definition)).toContain('No rule of the policy lets this account');

  write('people: 7\n');
  await untilLogged('the policy file is faulty');
  fs.writeFileSync(file, '');
  await untilLogged('it is empty');
  await openByCommand(world, ada, '+12065550152 voice Hi');
  expect(await ada.submit()).toMatchObject({ errors: { channel: expect.anything() } });

  write('people: [{ who: everybody, countries: [US] }]\n');
  await untilLogged('holds from now on');
  expect(await ada.submit()).toMatchObject({ kind: 'closed' });
  await openByCommand(world, grace, '+493012345678 sms Hi');
  expect(await grace.submit()).toMatchObject({
    errors: { phone: expect.stringContaining('to the countries that the policy allows this account') },
  });
});

test('each policy that held is in the audit trail by the hash of its file', async () => {
  const rows = await world.sql<{ hash: string }>(
    "select detail ->> 'policy' as hash from reach_out.audit_entry where action = 'policy_holds' order by id",
  );
  const hashes = rows.map(({ hash }) => hash);
  expect(new Set(hashes).size).toBe(2);
  expect(hashes.at(-1)).toBe(createHash('sha256').update(fs.readFileSync(file)).digest('hex'));
});
