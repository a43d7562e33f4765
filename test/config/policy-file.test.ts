import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parsePolicy } from '../../src/config/policy-file.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy/policy.ts';
import { POLICY } from '../../src/operator/policy.ts';
import type { Desk } from '../../src/operator/word.ts';

const ALL = `
admins: [U0ADA, S0LEADS]
people:
  - who: [S0SUPPORT]
    channels: [sms, whatsapp, voice]
    countries: [US, CA]
    conversations: [C0SUPPORT]
  - who: everybody
    channels: [sms]
hours:
  outside: refuse
  open: "09:00-24:00"
  days: [mon, tue]
  channels: [voice]
  holidays: [2026-12-25]
  places:
    FR: { open: "10:00-20:00", days: [mon, tue, wed, thu, fri] }
    US-FL: { outside: allow, holidays: ["2026-07-04"] }
limits:
  recipient: { most: 3, hours: 24, beyond: refuse }
  person: { most: 100, hours: 24 }
  workspace: { most: 1000, hours: 1 }
approvals:
  - when: { channels: [voice], countries_other_than: [US], first_contact: true, more_than: 50 }
    by: [S0LEADS]
    in: C0LEADS
    lapses_after_minutes: 30
show: { message: false, numbers: [S0SUPPORT], shared_conversations: refuse }
keep_days: 90
`;

test('every key is read', () => {
  expect(parsePolicy(Buffer.from(ALL))).toEqual({
    ok: true,
    isEmpty: false,
    policy: {
      admins: ['U0ADA', 'S0LEADS'],
      people: [
        {
          who: ['S0SUPPORT'],
          channels: ['sms', 'whatsapp', 'voice'],
          countries: ['US', 'CA'],
          conversations: ['C0SUPPORT'],
        },
        { who: 'everybody', channels: ['sms'] },
      ],
      hours: {
        outside: 'refuse',
        open: { from: 540, to: 1440 },
        days: ['mon', 'tue'],
        channels: ['voice'],
        holidays: ['2026-12-25'],
        places: {
          FR: { open: { from: 600, to: 1200 }, days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
          'US-FL': { outside: 'allow', holidays: ['2026-07-04'] },
        },
      },
      limits: {
        recipient: { most: 3, hours: 24, beyond: 'refuse' },
        person: { most: 100, hours: 24 },
        workspace: { most: 1000, hours: 1 },
      },
      approvals: [
        {
          when: { channels: ['voice'], countriesOtherThan: ['US'], firstContact: true, moreThan: 50 },
          by: ['S0LEADS'],
          in: 'C0LEADS',
          lapsesAfterMinutes: 30,
        },
      ],
      show: { message: false, numbers: ['S0SUPPORT'], sharedConversations: 'refuse' },
      keepDays: 90,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
});

test.each([
  ['an empty file', ''],
  ['only comments', '# later\n'],
  ['an empty map', '{}'],
  ['keys without values', 'hours: {}\nlimits: {}\nshow:\nadmins:\n'],
  ['a byte order mark', '\uFEFFadmins: []\n'],
])('%s is what holds without a file', (_, text) => {
  expect(parsePolicy(Buffer.from(text))).toMatchObject({
    ok: true,
    policy: { ...DEFAULT_POLICY, hash: expect.any(String) },
  });
});

test.each<[string, string[]]>([
  ['admin: [U0ADA]', ['line 1: admin is not a key of the policy: check its spelling and where it stands']],
  ['\nadmins: U0ADA', ['line 2: admins must be a list of a user id (U… or W…) or a user group id (S…)']],
  ['admins: [ada]', ['line 1: admins[1] must be a user id (U… or W…) or a user group id (S…)']],
  [
    'hours:\n  open: "21:00-08:00"',
    ['line 2: hours.open must be two times of one day, such as "08:00-21:00", the later one at most 24:00'],
  ],
  [
    'hours:\n  open: 8-21',
    ['line 2: hours.open must be two times of one day, such as "08:00-21:00", the later one at most 24:00'],
  ],
  ['hours: { holidays: [2026-02-30] }', ['line 1: hours.holidays[1] must be a date, such as 2026-12-25']],
  [
    'hours: { places: { XX: {} } }',
    [
      'line 1: hours.places.XX must be an ISO country, or a state of the United States or Canada, such as FR or US-FL',
    ],
  ],
  ['people:\n  - who: all', ['line 2: people[1].who must be everybody, or a list of users and user groups']],
  [
    'limits:\n  person: { most: 0, hours: 1.5 }',
    [
      'line 2: limits.person.most must be a whole number from 1 to 1000000',
      'line 2: limits.person.hours must be a whole number from 1 to 8784',
    ],
  ],
  ['approvals:\n  - by: []\n    in: C1', ['line 2: approvals[1].by must name somebody']],
  ['show: { message: maybe }', ['line 1: show.message must be true or false']],
  ['keep_days: 0', ['line 1: keep_days must be a whole number from 1 to 36500']],
  ['- admins', ['line 1: The file must hold keys, such as admins, people or hours']],
  [
    'keep_days: 0\nadmins: [U1]\nadmins: [U2]',
    ['line 1: keep_days must be a whole number from 1 to 36500', 'line 3: Map keys must be unique'],
  ],
  ['admins: [*nobody]', ['line 1: Unresolved alias (the anchor must be set before the alias): nobody']],
  ...['US-ZZ', 'FR-75', 'DE-BY'].map((place): [string, string[]] => [
    `hours: { places: { ${place}: {} } }`,
    [
      `line 1: hours.places.${place} must be an ISO country, or a state of the United States or Canada, such as FR or US-FL`,
    ],
  ]),
  [
    'keep_days: x\nhours:\n  outside: no\nfoo: 1',
    [
      'line 1: keep_days must be a whole number from 1 to 36500',
      'line 3: hours.outside must be one of ask, refuse, allow',
      'line 4: foo is not a key of the policy: check its spelling and where it stands',
    ],
  ],
])('%j', (text, faults) => {
  expect(parsePolicy(Buffer.from(text))).toEqual({ ok: false, faults });
});

test('the command line says the same of a file', async () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'policy-')), 'policy.yaml');
  const check = async (text: string) => {
    fs.writeFileSync(file, text);
    const said: string[] = [];
    const code = await POLICY.run({ print: (line: string) => said.push(line) } as unknown as Desk, [
      'check',
      file,
    ]);
    return { code, said };
  };
  expect(await check('admin: []')).toEqual({
    code: 1,
    said: ['line 1: admin is not a key of the policy: check its spelling and where it stands'],
  });
  expect(await check(ALL)).toEqual({ code: 0, said: [expect.stringContaining('can be used')] });
});

test('what is not UTF-8 is not guessed at', () => {
  expect(parsePolicy(Buffer.from('admins: [] # \u00e9', 'latin1'))).toEqual({
    ok: false,
    faults: ['the file is not UTF-8: save it as that'],
  });
});
