import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validateMessageBlocks } from '../../../src/sandbox/slack/block-kit/message.ts';
import { validateView } from '../../../src/sandbox/slack/block-kit/view.ts';
import { SlackError } from '../../../src/sandbox/slack/slack-error.ts';

const types = [
  'section',
  'input',
  'actions',
  'context',
  'static_select',
  'button',
  'rich_text',
  'plain_text',
];
const keys = [
  'text',
  'element',
  'elements',
  'accessory',
  'fields',
  'options',
  'initial_option',
  'label',
  'action_id',
];
const { node: anyBlock } = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.array(tie('node'), { maxLength: 3 }),
    fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...keys), tie('node')))
      .map(([type, members]) => ({ type, ...members })),
  ),
}));

test('whatever is sent, the answer is acceptance or one of Slack’s errors', () => {
  const refusedOrNot = (validate: () => unknown) => {
    try {
      validate();
    } catch (error) {
      expect(error).toBeInstanceOf(SlackError);
    }
  };
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 4 }), (blocks) => {
      refusedOrNot(() => validateMessageBlocks(blocks));
      refusedOrNot(() => validateView({ type: 'modal', blocks }, 'modal'));
    }),
    { numRuns: 500 },
  );
});
