import { expect, test } from '@jest/globals';
import { judgeAudit } from '../../src/build/audit-report.ts';

const advisory = (severity: string, id = 'GHSA-aaaa-bbbb-cccc') => ({
  url: `https://github.com/advisories/${id}`,
  title: 'Prototype pollution',
  name: 'left-pad',
  severity,
});
const report = (...via: unknown[]) =>
  JSON.stringify({ vulnerabilities: { app: { via: ['left-pad'] }, 'left-pad': { via } } });
const FAULT = 'left-pad: Prototype pollution (high), https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
const exception = (until: string) => [{ id: 'GHSA-aaaa-bbbb-cccc', reason: 'never called', until }];

test.each<[string, string, ReturnType<typeof exception>, string[]]>([
  ['nothing known', JSON.stringify({ vulnerabilities: {} }), [], []],
  ['a moderate one', report(advisory('moderate')), [], []],
  ['a high one, told once', report(advisory('high'), advisory('high')), [], [FAULT]],
  ['a critical one', report(advisory('critical')), [], [FAULT.replace('high', 'critical')]],
  ['one that is excepted', report(advisory('high')), exception('2026-06-01'), []],
  ['one whose exception is over', report(advisory('high')), exception('2026-05-31'), [FAULT]],
  [
    'another than is excepted',
    report(advisory('high', 'GHSA-1')),
    exception('2026-06-01'),
    [FAULT.replace('GHSA-aaaa-bbbb-cccc', 'GHSA-1')],
  ],
])('%s', (_, printed, exceptions, faults) => {
  expect(judgeAudit(printed, exceptions, '2026-06-01')).toEqual({ kind: 'audited', faults });
});

test.each([
  ['{"message":"405 Method Not Allowed"}', '405 Method Not Allowed'],
  ['', 'npm audit printed no report'],
  ['{"vulnerabilities":7}', 'npm audit printed no report'],
])('a registry that does not audit: %s', (printed, cause) => {
  expect(judgeAudit(printed, [], '2026-06-01')).toEqual({ kind: 'unavailable', cause });
});
