import { expect, test } from '@jest/globals';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import { judgeClocks, type OtherClock } from '../../../src/domain/doctor/own/judge-clocks.ts';
import {
  type DatabaseFacts,
  judgeDatabase,
  judgeUnopened,
} from '../../../src/domain/doctor/own/judge-database.ts';
import { type DiskFacts, judgeDisk } from '../../../src/domain/doctor/own/judge-disk.ts';
import { judgeKeyFile, judgeKeys, type KeyFacts } from '../../../src/domain/doctor/own/judge-keys.ts';
import { judgePolicy } from '../../../src/domain/doctor/own/judge-policy.ts';
import { judgeRuntime, type RuntimeFacts } from '../../../src/domain/doctor/own/judge-runtime.ts';
import { judgeStanding } from '../../../src/domain/doctor/own/judge-standing.ts';
import { aheadBy } from '../../../src/domain/doctor/own/reading.ts';

type Case<Facts> = [facts: Facts, ...said: string[]];

/** Each finding as `verdict: sentence`; whatever is wrong has its cause and one next step. */
function say(findings: readonly Finding[]): string[] {
  for (const { verdict, cause, next } of findings)
    if (verdict !== 'ok')
      expect([cause, next]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
  return findings.map(({ verdict, says }) => `${verdict}: ${says}`);
}

const MEBIBYTE = 2 ** 20;

test.each<Case<Partial<RuntimeFacts>>>([
  [{}, 'ok: It runs on Node v24.1.0.', 'ok: No limit is set to its memory.'],
  [{ node: 'v20.20.2' }, 'failure: It runs on Node v20.20.2.', 'ok: No limit is set to its memory.'],
  [
    { memoryLimit: 512 * MEBIBYTE },
    ...['ok: It runs on Node v24.1.0.', 'ok: Its memory is limited to 512 MB.'],
  ],
  [
    { memoryLimit: 511 * MEBIBYTE },
    ...['ok: It runs on Node v24.1.0.', 'warning: Its memory is limited to 511 MB.'],
  ],
])('what it runs on: %j', (facts, ...expected) => {
  const findings = judgeRuntime({ version: '1.2.3', node: 'v24.1.0', ...facts });
  expect(say(findings)).toEqual(['ok: Reach Out is version 1.2.3.', ...expected]);
});

test.each<Case<Partial<DatabaseFacts>>>([
  [{}, 'ok: The embedded database (PostgreSQL 18.4) answers within 1.5 ms, and takes changes.'],
  [{ kind: 'postgres', latencyMs: 120 }, 'warning: PostgreSQL 18.4 answers within 120 ms, which is slow.'],
  [
    { fault: 'No space is left in /data. Make room there.' },
    'failure: The embedded database (PostgreSQL 18.4) takes no changes.',
  ],
  [
    { tables: 'none' },
    'ok: The embedded database (PostgreSQL 18.4) answers within 1.5 ms, and takes changes.',
    'warning: Reach Out has never run on this database.',
  ],
  [
    { tables: 'older' },
    'ok: The embedded database (PostgreSQL 18.4) answers within 1.5 ms, and takes changes.',
    'warning: The tables are those of an earlier version of Reach Out.',
  ],
  [
    { tables: 'newer' },
    'ok: The embedded database (PostgreSQL 18.4) answers within 1.5 ms, and takes changes.',
    'failure: The tables are those of a newer version of Reach Out.',
  ],
])('the database: %j', (facts, ...expected) => {
  const all = { kind: 'embedded', version: '18.4', tables: 'current', latencyMs: 1.5, ...facts } as const;
  expect(say(judgeDatabase(all))).toEqual(expected);
});

test('one that can’t be opened says why, and what to do', () => {
  expect(
    judgeUnopened(
      '/data was made by PostgreSQL 17, which this version can’t read. Start the version that made it.',
    ),
  ).toMatchObject({
    verdict: 'failure',
    cause: '/data was made by PostgreSQL 17, which this version can’t read.',
    next: 'Start the version that made it.',
  });
});

test.each<[OtherClock['whose'], number | undefined, string]>([
  ['Slack', 1_499, "ok: This machine's clock is 1.5 s behind Slack's."],
  ['AWS', -10_000, "ok: This machine's clock is 10 s ahead of AWS's."],
  ['AWS', 10_001, "warning: This machine's clock is 10 s behind AWS's."],
  ['AWS', 60_000, "warning: This machine's clock is 60 s behind AWS's."],
  ['Slack', -61_000, "failure: This machine's clock is 61 s ahead of Slack's."],
  ['PostgreSQL', 3_600_000, "failure: This machine's clock is 3600 s behind PostgreSQL's."],
  ['Slack', undefined, "warning: It is not known how this machine's clock is to Slack's."],
])('the clock against %s’s: %s', (whose, aheadMs, expected) => {
  expect(say(judgeClocks([{ whose, aheadMs }]))).toEqual([expected]);
});

test.each([
  [new Date(10_000), 400],
  [new Date(10_001), -99],
  [undefined, undefined],
])('a clock that says %s', async (told, expected) => {
  let now = 10_050;
  const ask = async () => {
    now += 100;
    return told;
  };
  expect(await aheadBy(ask, () => now)).toBe(expected);
});

test.each<[Omit<DiskFacts, 'directory'>, string]>([
  [{ freeBytes: 20 * 1024 * MEBIBYTE, freeFiles: 1e6 }, 'ok: 20 GB are free in /data.'],
  [{ freeBytes: 1024 * MEBIBYTE }, 'ok: 1,024 MB are free in /data.'],
  [{ freeBytes: 1023 * MEBIBYTE }, 'warning: 1,023 MB are free in /data.'],
  [{ freeBytes: 99 * MEBIBYTE }, 'failure: 99 MB are free in /data.'],
  [
    { freeBytes: 1024 * MEBIBYTE, freeFiles: 4_999 },
    'warning: 1,024 MB are free in /data, and 4,999 more files may be made.',
  ],
  [
    { freeBytes: 1024 * MEBIBYTE, freeFiles: 0 },
    'failure: 1,024 MB are free in /data, and 0 more files may be made.',
  ],
])('the disk: %j', (facts, expected) => {
  expect(say([judgeDisk({ directory: '/data', ...facts })])).toEqual([expected]);
});

test.each<[string | undefined, string[], string]>([
  [undefined, [], 'ok: No policy file is set: who may use it is up to the environment.'],
  ['p.yaml', [], 'ok: The policy file p.yaml can be used.'],
  ['p.yaml', ['p.yaml:1: no', 'p.yaml:2: no'], 'failure: The policy file p.yaml has 2 faults.'],
])('the policy file: %s', (file, faults, expected) => {
  expect(say([judgePolicy(file, faults)])).toEqual([expected]);
});

const FILE = { path: '/data/encryption-key', id: '@file', mode: 0o100600 };

test.each<[string, Partial<KeyFacts>, ...string[]]>([
  [
    'its own key',
    { file: FILE, sealed: [{ id: '@file', count: 1 }] },
    'ok: What is new is encrypted with the key file in DATA_DIR; 1 value in the database.',
  ],
  [
    'a key that is set',
    {
      ids: ['k2', 'k1'],
      sealed: [
        { id: 'k1', count: 3 },
        { id: 'k2', count: 4 },
      ],
    },
    'ok: What is new is encrypted with the key k2; 7 values in the database.',
  ],
  ['none', {}, 'warning: Numbers and texts are stored as they are, without a key.'],
  ['another', { ids: ['k1'], opens: false }, 'failure: No key that is there opens this database.'],
  [
    'one that is gone',
    {
      ids: ['k2'],
      sealed: [
        { id: 'k1', count: 3 },
        { id: '@file', count: 1 },
      ],
    },
    'ok: What is new is encrypted with the key k2; 4 values in the database.',
    "failure: 3 values can't be read: the key k1 is missing.",
    "failure: 1 value can't be read: the key file in DATA_DIR is missing.",
  ],
  [
    'plain values of before',
    { ids: ['k1'], sealed: [{ id: '@plain', count: 2 }] },
    'ok: What is new is encrypted with the key k1; 2 values in the database.',
    'warning: 2 values of before a key was set are not encrypted.',
  ],
  [
    'a file that others can read',
    { file: { ...FILE, mode: 0o100644 } },
    'failure: Others can read the key file /data/encryption-key.',
    'ok: What is new is encrypted with the key file in DATA_DIR; 0 values in the database.',
  ],
])('keys: %s', (_what, facts, ...expected) => {
  expect(say(judgeKeys({ ids: [], opens: true, sealed: [], plainId: '@plain', ...facts }))).toEqual(expected);
});

test('a key file that holds none says what to do', () => {
  expect(say([judgeKeyFile('/data/encryption-key does not hold a key. Put it back.')])).toEqual([
    'failure: The key file in DATA_DIR cannot be used.',
  ]);
});

test.each([
  [{ reachOuts: 0, lists: 0 }, 'ok: Every reach-out and list comes on by itself.'],
  [{ reachOuts: 1, lists: 0 }, 'warning: 1 reach-out does not come on by itself.'],
  [{ reachOuts: 2, lists: 1 }, 'warning: 2 reach-outs and 1 list do not come on by themselves.'],
])('what stands: %j', (facts, expected) => {
  expect(say([judgeStanding(facts)])).toEqual([expected]);
});
