import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { saidOf } from '../../src/connect/chat/item.ts';
import { beginConversation } from '../../src/domain/conversation/conversation.ts';
import { applySaid } from '../../src/domain/conversation/hear.ts';
import { gather, linesOf, nextLine, noteTold } from '../../src/domain/conversation/tell.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import { buildHeard } from '../../src/views/conversation/message.ts';
import { NAMELESS, sampleReachOut } from '../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const LONGEST_BYTES = 16_384;

const PIECES = [
  ...[
    '<!channel>',
    '<@U123>',
    '<https://evil.example|x>',
    '@here',
    '*bold*',
    '_i_',
    '`c`',
    '```',
    '> q',
    ':tada:',
  ],
  ...[
    '\0',
    '\u202e',
    '\u200f',
    '\ud83d',
    '\ude00',
    '👩‍👩‍👧',
    '\u0007',
    '\n',
    '\r\n',
    '&amp;',
    'é',
    ' ',
    'STOP',
  ],
];
const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 40 })
      .map((all) => all.join('')),
    fc
      .tuple(fc.constantFrom('a', 'é', '😀', '\n', '<'), fc.integer({ min: 1, max: LONGEST_BYTES }))
      .map(([one, times]) => one.repeat(times)),
  )
  .map((all) => all.slice(0, LONGEST_BYTES));

const items = fc.array(
  fc.record({
    Content: text,
    ParticipantRole: fc.constantFrom('CUSTOMER', 'AGENT', 'SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR'),
    DisplayName: fc.oneof(
      fc.constant(''),
      text.map((all) => all.slice(0, 256)),
    ),
    ContentType: fc.constantFrom('text/plain', 'text/plain', 'text/markdown', 'application/json'),
  }),
  { minLength: 1, maxLength: 40 },
);

/** All that rich text says letter for letter, in order. */
function written(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(written);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const { type, text: own } = blocks as { type?: string; text?: unknown };
  if (type === 'text') return [String(own)];
  return 'elements' in blocks && type !== 'context' ? written(blocks.elements) : [];
}

test('whatever is written stands there letter for letter, within what Slack takes, and pings nobody', () => {
  fc.assert(
    fc.property(items, (all) => {
      let known: ReachOut = sampleReachOut({ state: 'started', conversation: beginConversation(NOW) });
      const said = all.flatMap(
        (item, index) =>
          saidOf({
            ...item,
            Type: 'MESSAGE',
            Id: `i${String(index).padStart(3, '0')}`,
            AbsoluteTime: NOW.toISOString(),
          }) ?? [],
      );
      for (const one of said) known = applySaid(known, one, NOW);
      const shown: string[] = [];
      for (let next = nextLine(known); next; next = nextLine(known)) {
        const part: Part = next.part;
        known = gather(known, part, NOW);
        const message = buildHeard(known, part, NAMELESS);
        expect(linesOf(known, part).length).toBeGreaterThan(0);
        validateMessageBlocks(JSON.parse(JSON.stringify(message.blocks)));
        const heads = message.blocks.flatMap((block) =>
          block.type === 'section' ? (block.text?.text ?? '') : [],
        );
        for (const markup of [...heads, message.text]) {
          const pings = markup.match(/<[^>]*>/g) ?? [];
          expect(pings.filter((one) => one !== '<@U1>' && !one.startsWith('<!date'))).toEqual([]);
        }
        shown.push(...written(message.blocks));
        known = noteTold({ ...known, posts: { ...known.posts, [part]: { tries: 1, ts: '1.1' } } }, part, NOW);
      }
      const wanted = said.flatMap(({ what }) =>
        what.kind === 'text' && 'text' in what && what.text?.trim() ? [what.text] : [],
      );
      const together = shown.join('');
      for (const words of wanted) expect(together).toContain(words);
      expect(known.lines.every((line) => line.text === undefined)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
