import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AREAS, type Finding, type Verdict } from '../../src/domain/doctor/finding.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import { buildDiagnosis } from '../../src/views/doctor/messages.ts';
import { diagnosisLines } from '../../src/views/doctor/text.ts';
import { textOf } from '../support/steps.ts';

const findings: Finding[] = [
  { area: 'Slack', check: 'token', verdict: 'ok', says: 'The token is good.' },
  {
    ...{ area: 'Slack', check: 'membership', verdict: 'warning', says: 'Reach Out is in no channel.' },
    ...{ cause: 'It posts only where it is.', next: 'Type /invite @Reach Out.' },
  },
  {
    ...{ area: 'App', check: 'disk', verdict: 'failure', says: 'The disk is full.' },
    ...{ next: 'Make room.', command: 'df -h ./data' },
  },
];
const diagnosis = { ok: false, version: '1.2.3', findings };

test('a terminal shows areas, marks, causes, next steps, and commands by themselves', () => {
  const paint = (verdict: Verdict, text: string) => (verdict === 'failure' ? `<${text}>` : text);
  expect(diagnosisLines(diagnosis, paint).join('\n')).toBe(`Reach Out 1.2.3

Slack
  ✓ The token is good.
  ! Reach Out is in no channel.
    It posts only where it is.
    → Type /invite @Reach Out.

App
  <✗> The disk is full.
    → Make room.
      df -h ./data

1 thing to mend (✗) and 1 thing to look at (!), of 3 checks.`);
});

test('Slack shows the same', () => {
  const [message, ...others] = buildDiagnosis(diagnosis);
  expect(others).toEqual([]);
  expect(message.text).toBe('Reach Out 1.2.3. 1 thing to mend (✗) and 1 thing to look at (!), of 3 checks.');
  expect(message.blocks?.map((block) => ('text' in block ? block.text : undefined))).toMatchObject([
    { text: `*${message.text}*` },
    {
      text: '*Slack*\n✓ The token is good.\n! Reach Out is in no channel.\n>It posts only where it is.\n>→ Type /invite @Reach Out.',
    },
    { text: '*App*\n✗ The disk is full.\n>→ Make room.\n```df -h ./data```' },
  ]);
});

test.each([
  [[], 'All is well: 0 checks.'],
  [[findings[0]!], 'All is well: 1 check.'],
  [[findings[2]!, findings[2]!], '2 things to mend (✗), of 2 checks.'],
  [[findings[1]!], '1 thing to look at (!), of 1 check.'],
])('of %j the title says what it comes to', (some, says) => {
  const [message] = buildDiagnosis({ ok: true, version: '1', findings: some });
  expect(message.text).toBe(`Reach Out 1. ${says}`);
});

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 3000 });
const anything: fc.Arbitrary<Finding> = fc.record(
  {
    area: fc.constantFrom(...AREAS),
    check: fc.constant('check'),
    verdict: fc.constantFrom<Verdict>('ok', 'warning', 'failure'),
    says: text,
    cause: text,
    next: text,
    command: text,
  },
  { requiredKeys: ['area', 'check', 'verdict', 'says'] },
);

test('whatever is found, Slack takes it, in five answers at most', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 120 }), (found) => {
      const messages = buildDiagnosis({ ok: true, version: '1', findings: found });
      expect(messages.length).toBeLessThanOrEqual(5);
      for (const { blocks } of messages) validateMessageBlocks(blocks);
      const shown = messages.map((message) => textOf(message as never)).join('\n');
      const isCut = shown.includes('There is more than Slack takes');
      if (!isCut) expect(shown.match(/^[✓!✗] /gm)?.length ?? 0).toBeGreaterThanOrEqual(found.length);
    }),
    { numRuns: 60 },
  );
});

test('a command is in Slack as a whole, or said to be too long', () => {
  const of = (command: string) => {
    const finding = { ...findings[2]!, command };
    return buildDiagnosis({ ...diagnosis, findings: [finding] })
      .map(({ blocks }) => JSON.stringify(blocks))
      .join();
  };
  const long = `aws sns set-topic-attributes ${'x'.repeat(1500)}`;
  expect(of(long)).toContain(long);
  expect(of(`${long}${long}`)).not.toContain('aws sns');
  expect(of(`${long}${long}`)).toContain('The command is too long for Slack');
});
