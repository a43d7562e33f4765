import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Failure, ReachOut, Waiting } from '../../src/domain/reach-out/reach-out.ts';
import { type ReachOutState, STATES } from '../../src/domain/reach-out/reach-out.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import type { Names } from '../../src/views/names.ts';
import { buildThreadMessage } from '../../src/views/thread/message.ts';
import { sampleReachOut, VOICE_REQUEST } from '../support/sample-reach-out.ts';

const NAMELESS: Names = { queue: () => undefined, flow: () => undefined, contactUrl: () => undefined };
/** chat.update takes no longer text; all block text of a message together. Source: Slack. */
const LONGEST_TEXT = 4000;

const HOSTILE: [string, string][] = [
  ['3,000 ampersands', '&'.repeat(3000)],
  ['3,000 newlines', '\n'.repeat(3000)],
  ['3,000 lines', 'x\n'.repeat(1500)],
  ['only spaces', '   '],
  ['a mention of everybody', '<!channel> <!here> <@U0GRACE001>'],
  ['a link that lies', '<https://evil.example|your bank>'],
  ['backticks and quotes', '```\n`code`\n> quoted\n```'],
  ['right to left, and its overrides', 'שלום\u202e עולם \u2066x\u2069'],
  ['emoji at the limit', '👩‍👩‍👧‍👦'.repeat(300)],
  ['half of a surrogate pair', `${'x'.repeat(10)}\ud83d`],
  ['a shortcode', ':white_check_mark: :x:'],
];

const BY_STATE: Record<ReachOutState, Partial<ReachOut>[]> = {
  requested: [{}, ...(['turn', 'rate', 'quota', 'connection'] as Waiting[]).map((waiting) => ({ waiting }))],
  starting: [{ attempts: 1 }, { attempts: 2 }],
  unknown: [{ attempts: 1 }],
  started: [{ contactId: '0f6e0f6e-0000-4000-8000-000000000001' }],
  ended: [
    {
      contactId: 'c-1',
      contact: { legs: { 'c-1': { endedAt: '2026-01-01T00:00:00Z', endReason: 'CUSTOMER_DISCONNECT' } } },
    },
  ],
  failed: (
    [
      'invalid_request',
      'not_found',
      'destination_not_allowed',
      'outbound_not_permitted',
      'access_denied',
      'conflict',
      'credentials',
      'waited_too_long',
      'broken',
      'unexpected',
    ] as Failure['code'][]
  ).map((code) => ({ failure: { code, awsError: 'SomeException', requestId: 'request-1' } })),
  cancelled: [{ cancelledBy: 'U1' }],
  unresolved: [{}],
};

const requests = (content: string): ReachOut['request'][] => [
  {
    ...sampleReachOut().request,
    channel: 'sms',
    initialMessage: { contentType: 'text/plain', content },
  } as never,
  { ...VOICE_REQUEST, message: content },
];

function check(reachOut: ReachOut, part: Part, names = NAMELESS): string {
  const { text, blocks } = buildThreadMessage(reachOut, { part }, names);
  expect(() => validateMessageBlocks(blocks)).not.toThrow();
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
  const shown = JSON.stringify({ text, blocks });
  expect(shown).not.toContain('2065550152');
  expect(shown).not.toMatch(/<!(?:channel|here)|<@U0GRACE|<https:\/\/evil/);
  return shown;
}

describe.each(STATES)('a card that is %s', (state) => {
  test.each(HOSTILE)('is within the limits of Slack and harmless with %s', (_, content) => {
    for (const changes of BY_STATE[state]) {
      for (const request of requests(content)) check(sampleReachOut({ state, request, ...changes }), 'card');
    }
  });

  test('says where it stands', () => {
    for (const changes of BY_STATE[state]) {
      const { text } = buildThreadMessage(sampleReachOut({ state, ...changes }), { part: 'card' }, NAMELESS);
      expect(text).toMatch(/^SMS to \+1 …0152: .{5,}/);
    }
  });
});

test('what a card shows of a message', () => {
  const content = 'First <b> & *second*\nthird';
  const card = check(sampleReachOut({ request: requests(content)[0]! }), 'card');
  expect(card).toContain(JSON.stringify('>First &lt;b&gt; &amp; *second*\n>third').slice(1, -1));
});

test('any message, names, ids and warnings at all', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3000 });
  const arbitrary = fc.record({
    content: fc.oneof(
      text,
      fc.constantFrom('&', '\n', '<!channel>', '>').map((unit) => unit.repeat(250)),
    ),
    state: fc.constantFrom(...STATES),
    contactId: fc.option(fc.string({ minLength: 1, maxLength: 256 }), { nil: undefined }),
    warnings: fc.array(fc.string({ minLength: 1, maxLength: 300 }), { maxLength: 3 }),
    name: fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 256 }), { nil: undefined }),
    awsError: fc.string({ maxLength: 300 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ content, state, contactId, warnings, name, awsError }) => {
      const names: Names = { queue: () => name, flow: () => name, contactUrl: () => undefined };
      for (const request of requests(content)) {
        const reachOut = sampleReachOut({
          state,
          request,
          warnings,
          ...(contactId && { contactId }),
          ...(state === 'failed' && { failure: { code: 'unexpected', awsError } }),
        });
        const { blocks, text: summary } = buildThreadMessage(reachOut, { part: 'card' }, names);
        validateMessageBlocks(blocks);
        expect(summary.length).toBeLessThanOrEqual(LONGEST_TEXT);
        if (contactId)
          validateMessageBlocks(buildThreadMessage(reachOut, { part: 'contact_id' }, names).blocks);
      }
    }),
    { numRuns: 300 },
  );
});
