import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Draft, LONGEST_SET_ASIDE, replaceMessage } from '../../../src/domain/quick-responses/draft.ts';
import { gapFault, gapHint } from '../../../src/domain/quick-responses/gaps.ts';

const ours = ['We are open.', 'Thanks!'];
const isFilledIn = (message: string) => ours.includes(message);

test.each([
  ['an empty message', '', [], 'We are open.', []],
  ['spaces', ' \n', [], 'We are open.', []],
  ['what was filled in and left as it was', 'Thanks!', [], 'We are open.', []],
  ['what was written', 'Hi Ann', [], 'We are open.', ['Hi Ann']],
  ['what was filled in and changed', 'Thanks, Ann!', [], 'We are open.', ['Thanks, Ann!']],
  ['what was written beside what was set aside', 'Hi Bob', ['Hi Ann'], 'Thanks!', ['Hi Bob', 'Hi Ann']],
  ['what comes back from aside', 'Thanks!', ['Hi Ann', 'Hi Bob'], 'Hi Ann', ['Hi Bob']],
  ['what was written, and something comes back', 'Hi Cy', ['Hi Ann'], 'Hi Ann', ['Hi Cy']],
  ['the same', 'Thanks!', ['Hi Ann'], 'Thanks!', ['Hi Ann']],
  ['what is aside already', 'Hi Ann', ['Hi Ann'], 'Thanks!', ['Hi Ann']],
])('%s gives way, and nothing that was written is lost', (_, message, setAside, text, kept) => {
  expect(replaceMessage({ message, setAside }, text, isFilledIn)).toEqual({ message: text, setAside: kept });
});

test('five are kept, the newest first', () => {
  const setAside = ['1', '2', '3', '4', '5'];
  expect(replaceMessage({ message: '0', setAside }, 'Thanks!', isFilledIn)?.setAside).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
  ]);
});

test('what is too long to be set aside stays', () => {
  expect(replaceMessage({ message: 'x'.repeat(2001), setAside: [] }, 'Thanks!', isFilledIn)).toBeUndefined();
});

test.each([
  ['We are open.', undefined, undefined],
  ['{ a } and {b}', undefined, undefined],
  [
    'I am {{Attributes.Agent.FirstName}}.',
    'The customer would read {{Attributes.Agent.FirstName}} as it stands here. Write what belongs there, or take it out.',
    'Still to be filled in: {{Attributes.Agent.FirstName}}.',
  ],
  [
    '{{a}} {{b}} {{a}}',
    'The customer would read {{a}} and {{b}} as it stands here. Write what belongs there, or take it out.',
    'Still to be filled in: {{a}} and {{b}}.',
  ],
  [
    '{{a}}{{b}}{{c}}{{d}}{{e}}',
    'The customer would read {{a}}, {{b}}, {{c}} and 2 more as it stands here. Write what belongs there, or take it out.',
    'Still to be filled in: {{a}}, {{b}}, {{c}} and 2 more.',
  ],
])('%j', (text, fault, hint) => {
  expect(gapFault(text)).toBe(fault);
  expect(gapHint(text)).toBe(hint);
});

test('whatever is chosen, written and put back, the last five texts that were written can be read', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('choose' as const), text: fc.constantFrom(...ours) }),
    fc.record({ kind: fc.constant('write' as const), text: fc.string({ unit: 'binary' }) }),
    fc.record({ kind: fc.constant('write' as const), text: fc.constant('x'.repeat(LONGEST_SET_ASIDE + 1)) }),
    fc.record({ kind: fc.constant('put_back' as const), nth: fc.nat(4) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let draft: Draft = { message: '', setAside: [] };
      for (const one of steps) {
        const before = draft;
        if (one.kind === 'write') draft = { ...draft, message: one.text };
        else {
          const text = one.kind === 'choose' ? one.text : draft.setAside[one.nth];
          draft = (text !== undefined && replaceMessage(draft, text, isFilledIn)) || draft;
        }
        const readable = [draft.message, ...draft.setAside];
        const mine = (text: string) => text.trim() !== '' && !isFilledIn(text.trim());
        // Writing changes what stands in the message: only whoever writes takes that away.
        const kept = [...(one.kind === 'write' ? [] : [before.message]), ...before.setAside].filter(mine);
        for (const text of kept.slice(0, 5)) expect(readable).toContain(text);
        expect(draft.setAside.every((text) => text.length <= LONGEST_SET_ASIDE)).toBe(true);
      }
    }),
  );
});
