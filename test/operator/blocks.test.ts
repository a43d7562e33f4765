import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { runOperator } from '../support/operator.ts';
import { type BorrowedDatabase, borrowDatabase, query } from '../support/postgres.ts';
import { openByCommand } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'blocks-'));
let world: World;
let borrowed: BorrowedDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  borrowed = await borrowDatabase();
  env = {
    DATABASE_URL: borrowed.url,
    REACH_OUT_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DEFAULT_COUNTRY: 'US',
  };
  world = await startWorld({ env });
});
afterAll(async () => {
  await world.stop();
  await borrowed.giveBack();
  fs.rmSync(directory, { recursive: true });
});

const run = (...args: string[]) => runOperator(['blocks', ...args], env);
const inDirectory = (name: string) => path.join(directory, name);

async function refusalOf(text: string): Promise<string | undefined> {
  const ada = world.slack.as(seedIds.ada);
  await openByCommand(world, ada, text);
  const { errors } = (await ada.submit()) as { errors?: Record<string, string> };
  await ada.close();
  return errors?.phone;
}

test('a number is added, checked and removed while the app runs, and what it says of it is masked', async () => {
  const added = await run('add', '206', '555', '0140', '--channel', 'sms', '--reason', 'Asked us to stop');
  expect(added).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\+1 …0140 is on the .*, for SMS: Asked us/),
  });
  expect(await refusalOf('+1 206 555 0140 sms Hi')).toContain('for SMS: Asked us to stop.');
  expect((await run('add', '+12065550140', '--channel', 'sms')).out).toContain('Nothing was changed.');
  expect((await run('check', '+12065550140')).out).toContain('for SMS: Asked us to stop.');
  expect((await run('remove', '+12065550140')).out).toContain('was taken off the do-not-contact list');
  expect((await run('check', '+12065550140')).out).toContain('is not on the do-not-contact list');
});

test('a file is imported, again changes nothing, and its bad lines are told without their numbers', async () => {
  const file = inDirectory('list.csv');
  fs.writeFileSync(
    file,
    "Phone;Channel;Reason\r\n2065550141;;'=Rude\r\n206555014;sms;\r\n+44 7700 900141;WhatsApp;\r\n",
  );
  const first = await run('import', file);
  expect(first).toMatchObject({ code: 1, out: '2 added, 0 there before, 1 not read.\n' });
  expect(first.said).toMatch(/^line 3: .*digit/);
  expect(first.said).not.toContain('206555014');
  expect(await refusalOf('+1 206 555 0141 call Hi')).toContain('for every channel: =Rude.');
  expect(await run('import', file)).toMatchObject({ out: '0 added, 2 there before, 1 not read.\n' });

  const exported = inDirectory('exported.csv');
  fs.writeFileSync(exported, 'old', { mode: 0o644 });
  expect(await run('export', exported)).toMatchObject({ code: 0, out: '2 written.\n' });
  const written = fs.readFileSync(exported, 'utf8');
  expect(written).toMatch(/^phone,channel,reason,source,by,since\n/);
  expect(written).toMatch(/^'\+12065550141,all,'=Rude,import,,20\d\d-/m);
  expect(written).toMatch(/^'\+447700900141,whatsapp,,import,,20\d\d-/m);
  expect(fs.statSync(exported).mode & 0o777).toBe(0o600);
  expect(await run('import', exported)).toEqual({
    code: 0,
    out: '0 added, 2 there before, 0 not read.\n',
    said: '',
  });
  const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  expect(
    await query(borrowed.url, `select detail from reach_out.audit_entry where action = 'blocks_imported'`),
  ).toEqual([{ detail: { read: 2, added: 2, sha256 } }]);
});

test('an export that is imported keeps who, since and source', async () => {
  const file = inDirectory('kept.csv');
  const rows = [
    `'+12065550143,sms,,customer,,2026-03-03T10:00:00.000Z`,
    `'+12065550143,sms,Rude,person,${seedIds.grace},2026-03-04T10:00:00.000Z`,
  ];
  fs.writeFileSync(file, `phone,channel,reason,source,by,since\n${rows.join('\n')}\n`);
  expect(await run('import', file)).toMatchObject({ out: '2 added, 0 there before, 0 not read.\n' });
  const exported = inDirectory('again.csv');
  await run('export', exported);
  for (const row of rows) expect(fs.readFileSync(exported, 'utf8')).toContain(row);
  expect(await run('import', exported)).toMatchObject({ out: expect.stringMatching(/^0 added, .* 0 not/) });
  const again = inDirectory('once-more.csv');
  await run('export', again);
  expect(fs.readFileSync(again, 'utf8')).toBe(fs.readFileSync(exported, 'utf8'));
});

test('a header that names no column of numbers is refused with the names that are taken', async () => {
  const file = inDirectory('unnamed.csv');
  fs.writeFileSync(file, 'Id,Channel\n2065550144,sms\n');
  expect(await run('import', file)).toMatchObject({
    code: 1,
    out: '',
    said: expect.stringContaining('called phone, number, recipient, mobile, tel, msisdn or e164'),
  });
});

test.each([
  [['add', '206'], "can't be contacted"],
  [['add', '+12065550142', '--channel', 'fax'], 'The channel must be sms, whatsapp, voice or all.'],
  [['add', '+12065550142', '--reason', 'x'.repeat(201)], 'The reason has more than 200 characters.'],
  [['remove', '+12065550142', '--reason', 'By mistake'], 'leave out --reason'],
  [['import'], 'needs the path of one file'],
  [['import', 'nowhere.csv'], 'no such file'],
  [['forget'], '"blocks" can add, remove, check, import and export, not forget.'],
])('%j is told what is wrong', async (args, says) => {
  expect(await run(...args)).toMatchObject({ code: 1, out: '', said: expect.stringContaining(says) });
});
