import { expect, test } from '@jest/globals';
import type { ChatContactRequest } from '../../src/domain/contact/contact-request.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import { buildOwnList } from '../../src/views/list/own-list.ts';
import { stopAnswer } from '../../src/views/sentences/stop.ts';
import { NAMELESS, sampleReachOut, VOICE_REQUEST } from '../support/sample-reach-out.ts';
import { buttonsOf, textOf } from '../support/steps.ts';

const { initialMessage: _, ...wordless } = sampleReachOut().request as ChatContactRequest;

function templated(template: object, messageTemplateId = 'order_ready'): ReachOut['request'] {
  return { ...wordless, template: { knowledgeBaseId: 'k', messageTemplateId, ...template } };
}

function sms(content: string): ReachOut['request'] {
  return { ...wordless, initialMessage: { contentType: 'text/plain', content } };
}

test.each<[string, ReachOut['request'], string]>([
  ['a message', sms('Hi there'), '`Hi there`'],
  ['a message of several lines', sms(' Hi\n\nthere\t!'), '`Hi there !`'],
  ['a long message', sms('x'.repeat(41)), `\`${'x'.repeat(39)}…\``],
  ['code', sms('`a` *b*'), '`ˋaˋ *b*`'],
  ['a call', VOICE_REQUEST, '`Hi`'],
  ['a template', templated({}), '`order_ready`'],
  [
    'a template and what fills its gaps',
    templated({ customAttributes: { name: 'Ms Alvarez', order: '4711' } }),
    '`order_ready: Ms Alvarez, 4711`',
  ],
  [
    'a template that a customer profile fills',
    templated({ customerProfileAttributes: '{"FirstName":"Grace"}' }),
    '`order_ready: {"FirstName":"Grace"}`',
  ],
  [
    'a template with a long id',
    templated({ customAttributes: { name: '<Ada>' } }, '8a0d7b0c-6a6f-4f0e-8a44-111111111111'),
    '`8a0d7b0c-6a6f-4f0e-8a44…: &lt;Ada&gt;`',
  ],
])('a row tells which it is: %s', (_, request, words) => {
  const reachOut = sampleReachOut({ request });
  const { blocks } = buildOwnList('status', { reachOuts: [reachOut] }, NAMELESS, () => undefined);
  validateMessageBlocks(blocks);
  expect(
    textOf({ text: '', blocks: blocks as never })
      .split(' · ')
      .at(-1)
      ?.split('\n')[0],
  ).toBe(words);
});

test('what is scheduled has all its buttons, but where things are stopped', () => {
  const reachOuts = [sampleReachOut({ state: 'scheduled' })];
  const buttons = (['scheduled', 'status', 'stop'] as const).map((list) => {
    const { blocks } = buildOwnList(list, { reachOuts }, NAMELESS, () => undefined);
    validateMessageBlocks(blocks);
    return buttonsOf({ blocks } as never).join(' ');
  });
  const all = 'send_now reschedule cancel_reach_out';
  expect(buttons).toEqual([all, all, 'cancel_reach_out']);
});

test('what an empty list says is not said again by the answer to a button in it', () => {
  const note = stopAnswer({ kind: 'not_running' });
  const { text } = buildOwnList('stop', { reachOuts: [] }, NAMELESS, () => undefined, note);
  expect(text.match(/stop/gi)).toHaveLength(1);
});

test('twenty of one template are told apart', () => {
  const reachOuts = Array.from({ length: 20 }, (_, n) =>
    sampleReachOut({
      id: `6f1f6d5e-6a6f-4f0e-8a44-1111111111${10 + n}`,
      request: templated({ customAttributes: { a: 'x'.repeat(30), customer: `No ${n}` } }),
    }),
  );
  const { blocks } = buildOwnList('status', { reachOuts }, NAMELESS, () => undefined);
  expect(new Set(blocks.map((block) => JSON.stringify(block).match(/`.*?`/)?.[0])).size).toBe(21);
});
