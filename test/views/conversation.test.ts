import { describe, expect, test } from '@jest/globals';
import type { Conversation } from '../../src/domain/conversation/conversation.ts';
import type { Heard, Reply, ReplyState } from '../../src/domain/conversation/line.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { buildAsk } from '../../src/views/conversation/private.ts';
import { buildReplyModal } from '../../src/views/conversation/reply-modal.ts';
import { editedText, replyTroubleText } from '../../src/views/sentences/reply.ts';
import { buildThreadMessage } from '../../src/views/thread/message.ts';
import { NAMELESS, sampleReachOut } from '../support/sample-reach-out.ts';

const AT = '2026-01-01T00:00:00Z';
const reply: Reply = {
  ...{ kind: 'reply', id: '6f1f6d5e-6a6f-4f0e-8a44-222222222222', at: AT, by: 'U1', text: 'Hi' },
  ...{ state: 'asked', sendAt: AT, tries: 0 },
};
const heard: Heard = { kind: 'heard', id: 'h', at: AT, heardAt: AT, speaker: 'customer', what: 'text' };

function chat(conversation: Partial<Conversation>, changes: Partial<ReachOut> = {}): ReachOut {
  const open = { reading: 'on', writing: 'on', isBehind: false, openAt: AT, openTries: 0, joins: 0 } as const;
  return sampleReachOut({
    ...{ state: 'started', contactId: 'c-1', conversation: { ...open, participants: [], ...conversation } },
    ...changes,
  });
}

describe('what WhatsApp makes of free text is said until the customer has written', () => {
  const request = { ...sampleReachOut().request, channel: 'whatsapp' } as ReachOut['request'];
  test.each<[string, Partial<Conversation>, boolean]>([
    ['not yet', {}, true],
    ['and now', { customerAt: AT }, false],
  ])('%s', (_, conversation, isSaid) => {
    const reachOut = chat(conversation, { request });
    const metadata = { reach_out_id: reachOut.id, reply_id: reply.id };
    for (const built of [
      buildAsk({ reachOut, reply, hasFiles: false }, NAMELESS),
      buildReplyModal({ metadata, reachOut, recent: [], message: 'Hi' }),
    ])
      expect(JSON.stringify(built).includes('only templates')).toBe(isSaid);
  });
});

test.each([
  ['Yes please', true],
  ['STOP', false],
])('whether %j offers to reply', (text, isOffered) => {
  const reachOut = chat({}, { lines: [{ ...heard, text, toldWith: 'h' }] });
  const { blocks } = buildThreadMessage(reachOut, 'message:h', NAMELESS);
  expect(JSON.stringify(blocks).includes('"reply"')).toBe(isOffered);
});

test.each<[ReplyState, boolean]>([
  ['accepted', false],
  ['accepted', true],
  ['sending', false],
  ['unknown', false],
])(
  'of a reply that was edited when it was %s (deleted: %s), no more is said than is known',
  (state, isDeleted) => {
    expect(editedText({ state }, isDeleted)).toMatch(/changes nothing for the customer\.$/);
    expect(editedText({ state }, isDeleted)).not.toMatch(/customer (?:has|gets)/);
  },
);

test.each(['ended', 'opted_out'] as const)('what to do about a reply that was refused: %s', (cause) => {
  expect(replyTroubleText({ ...reply, state: 'refused', cause })).toMatch(
    /^Not sent\. .*\. (?:Start|Only) .*\.$/,
  );
});

test('who said something is told by name, in notifications too', () => {
  const agent: Heard = { ...heard, speaker: 'agent', name: 'Ana <&> Co', text: 'a < b', toldWith: 'h' };
  const told = buildThreadMessage(chat({}, { lines: [agent] }), 'message:h', NAMELESS);
  expect(told.text).toBe('Agent Ana &lt;&amp;&gt; Co: a &lt; b');
  expect(JSON.stringify(told.blocks)).toContain('*Agent Ana &lt;&amp;&gt; Co*');
  const sent: Reply = { ...reply, state: 'accepted', text: '<!here> Hi' };
  const posted = buildThreadMessage(chat({}, { lines: [sent] }), `reply:${reply.id}`, NAMELESS);
  expect(posted.text).toBe('<@U1> to the customer: &lt;!here&gt; Hi');
});
