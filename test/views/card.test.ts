import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Leg } from '../../src/domain/contact/contact.ts';
import type { ChatContactRequest } from '../../src/domain/contact/contact-request.ts';
import type { Failure, Waiting } from '../../src/domain/contact/failure.ts';
import { beginConversation } from '../../src/domain/conversation/conversation.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { type ReachOutState, STATES } from '../../src/domain/reach-out/reach-out.ts';
import type { Part } from '../../src/domain/thread/post.ts';
import { validateMessageBlocks } from '../../src/sandbox/slack/block-kit/message.ts';
import type { Names } from '../../src/views/names.ts';
import { timeThereText } from '../../src/views/sentences/there.ts';
import { buildThreadMessage } from '../../src/views/thread/message.ts';
import { NAMELESS, SAMPLE_APPROVAL, sampleReachOut, VOICE_REQUEST } from '../support/sample-reach-out.ts';
import { buttonsOf, textOf } from '../support/steps.ts';

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

const LATER = '2026-01-01T09:00:00.000Z';

const BY_STATE: Record<ReachOutState, Partial<ReachOut>[]> = {
  scheduled: [{}, { waiting: 'turn' }],
  awaiting_approval: [{}, { obstacle: 'is_archived' }, { obstacle: 'not_in_channel' }, { sendAt: LATER }].map(
    (changes) => ({ approval: { ...SAMPLE_APPROVAL, ...changes } }),
  ),
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
  const { text, blocks } = buildThreadMessage(reachOut, part, names);
  expect(() => validateMessageBlocks(blocks)).not.toThrow();
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
  const shown = JSON.stringify({ text, blocks });
  expect(shown).not.toContain('2065550152');
  // Rich text is marked up by its elements, never by its text.
  const markup = JSON.stringify({ text, blocks: blocks.filter(({ type }) => type !== 'rich_text') });
  expect(markup).not.toMatch(/<!(?:channel|here)|<@U0GRACE|<https:\/\/evil/);
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
      const { text } = buildThreadMessage(sampleReachOut({ state, ...changes }), 'card', NAMELESS);
      expect(text).toMatch(/^SMS to \+1 …0152: .{5,}/);
    }
  });
});

test.each(HOSTILE)('what asks for approval is within the limits and harmless with %s', (_, content) => {
  const standings: Partial<ReachOut>[] = [
    { state: 'awaiting_approval', approval: SAMPLE_APPROVAL },
    { state: 'started', approval: { ...SAMPLE_APPROVAL, decided: 'approved', decidedBy: 'U2' } },
    {
      state: 'failed',
      approval: { ...SAMPLE_APPROVAL, decided: 'declined', decidedBy: 'U2', reason: content },
    },
    { state: 'failed', approval: SAMPLE_APPROVAL, failure: { code: 'approval_lapsed' } },
    { state: 'cancelled', approval: { ...SAMPLE_APPROVAL, by: Array(50).fill('U0123456789'), when: {} } },
  ];
  for (const changes of standings)
    for (const request of requests(content)) {
      const reachOut = sampleReachOut({ request, ...changes });
      const shown = check(reachOut, 'approval');
      expect(shown.includes('"action_id":"approve"')).toBe(changes.state === 'awaiting_approval');
      if (changes.state !== 'cancelled') check(reachOut, 'card');
    }
});

test.each<['card' | 'approval']>([['card'], ['approval']])(
  'whoever asked is not named on the %s among those who can approve; where nobody else is, whom to ask is',
  (part) => {
    const said = (by: string[]) => {
      const approval = { ...SAMPLE_APPROVAL, by };
      const reachOut = sampleReachOut({ state: 'awaiting_approval', userId: 'U1', approval });
      return JSON.stringify(buildThreadMessage(reachOut, part, NAMELESS).blocks);
    };
    expect(said(['U1', 'U2', 'S3'])).toMatch(/(until|asks) <@U2> or <!subteam\^S3> (approves|to approve)/);
    expect(said(['U1'])).toContain(
      `Nobody can approve this: its rule names <@U1> alone, who asked for it. Ask ${NAMELESS.ask} to name somebody else`,
    );
  },
);

/** What Slack would format, link, replace or ping in a text of its markup. */
const MARKED_UP = [
  'Use *1234*',
  'Your code is _1_2_3_ and ~4~',
  '`1234` or ```5678```',
  '> quoted\n>> and again',
  '&lt;b&gt; &amp; <b>',
  ':tada: :+1::skin-tone-4: 10:30:45',
  'https://example.com, example.com and ada@example.com',
  '<https://evil.example|your bank> <!channel> <@U0GRACE001> <#C1> <!date^1^{date}|never>',
  '@here @channel @grace #support',
  '• one\n- two\n1. three\n\n\nfour',
  '  two spaces, a\ttab, and an end  ',
];

test.each(MARKED_UP)('the message stands on the card as the customer gets it: %j', (content) => {
  for (const request of requests(content)) {
    const { blocks } = buildThreadMessage(sampleReachOut({ request }), 'card', NAMELESS);
    expect(blocks[1]).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: content }] }],
    });
    expect(JSON.stringify(blocks.toSpliced(1, 1))).not.toContain(content.slice(0, 5));
  }
});

test('of a long message the beginning, and of many lines the first', () => {
  const quoteOf = (content: string) => {
    const request = requests(content)[0]!;
    const { blocks } = buildThreadMessage(sampleReachOut({ request }), 'card', NAMELESS);
    return textOf({ text: '', blocks: [blocks[1] as never] }).trimStart();
  };
  expect(quoteOf('x'.repeat(3000))).toBe('x'.repeat(3000));
  expect(quoteOf('x'.repeat(3001))).toBe(`${'x'.repeat(2999)}…`);
  expect(quoteOf('x\r\n'.repeat(150))).toBe(`${'x\n'.repeat(100)}…`);
});

test('a template is named', () => {
  const { initialMessage: _, ...rest } = requests('')[0] as ChatContactRequest;
  const template = { knowledgeBaseId: 'k', messageTemplateId: 'welcome_*1*' };
  const card = check(sampleReachOut({ request: { ...rest, template } }), 'card');
  expect(card).toContain('"text":"Template "},{"type":"text","text":"welcome_*1*","style":{"code":true}}');
});

test('a template that was chosen by name is what the customer reads, and its name', () => {
  const { initialMessage: _, ...rest } = requests('')[0] as ChatContactRequest;
  const template = {
    knowledgeBaseId: 'k',
    messageTemplateId: 'id:1',
    name: '*Ready* :tada:',
    text: 'Hi <!here>',
  };
  const request = { ...rest, template };
  const named = {
    type: 'context',
    elements: [{ type: 'plain_text', text: 'Template: *Ready* :tada:', emoji: false }],
  };
  const [, quote, below] = cardOf({ request }).blocks;
  expect(quote).toMatchObject({ elements: [{ elements: [{ type: 'text', text: 'Hi <!here>' }] }] });
  expect(below).toEqual(named);
  const hidden = cardOf({ request }, { ...NAMELESS, showsMessage: () => false });
  expect(JSON.stringify(hidden)).not.toContain('Hi <!here>');
  expect(hidden.blocks[2]).toEqual(named);
});

const FULL: Names = { ...NAMELESS, flow: () => 'Night <flow>', contactUrl: (id) => `https://connect/${id}` };

function cardOf(changes: Partial<ReachOut>, names = NAMELESS) {
  return buildThreadMessage(sampleReachOut(changes), 'card', names);
}

test('a card is a head with one button, the message, and one line with a menu', () => {
  const { text, blocks } = cardOf(
    { state: 'started', contactId: 'c-1', warnings: ['This is a landline.'] },
    FULL,
  );
  expect(blocks).toEqual([
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: ':outbox_tray: *Accepted by Amazon Connect* · SMS to +1 …0152 · delivery not confirmed',
        verbatim: true,
      },
      accessory: expect.objectContaining({
        type: 'button',
        action_id: 'stop_contact',
        value: sampleReachOut().id,
        accessibility_label: 'Stop: SMS to +1 …0152',
      }),
    },
    expect.objectContaining({ type: 'rich_text' }),
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '<@U1> · <!date^1767225600^{date_short_pretty} at {time}|2026-01-01 00:00:00 UTC> · <https://connect/c-1|Open in Connect> · :warning: This is a landline. · Flow Night &lt;flow&gt;',
        verbatim: true,
      },
      accessory: {
        type: 'overflow',
        action_id: 'card_menu',
        options: [
          {
            text: { type: 'plain_text', text: 'Show number' },
            value: `show_number:${sampleReachOut().id}`,
          },
        ],
      },
    },
  ]);
  expect(text).toBe(
    'SMS to +1 …0152: Accepted by Amazon Connect, delivery not confirmed. Asked for by <@U1>.',
  );
});

const NUMBER = 'This is a landline, which usually takes no SMS.';
const DAY = 'If the customer last wrote more than 24 hours ago, WhatsApp delivers only templates.';
const EMOJI = '`:ours:` goes out as written, not as an emoji.';
const said = { ...beginConversation(new Date(0)), customerAt: '2026-01-01T00:00:00Z' };
const arrived = { ...beginConversation(new Date(0)), receipt: 'delivered' } as const;

test.each<[string, ReachOut['request']['channel'], Partial<ReachOut>, boolean]>([
  ['a message on its way', 'sms', { state: 'started' }, true],
  ['one that is over and never confirmed', 'whatsapp', { state: 'ended' }, true],
  ['one that has arrived', 'whatsapp', { state: 'started', conversation: arrived }, false],
  ['one that is answered', 'sms', { state: 'started', conversation: said }, false],
  ['a call to start', 'voice', { state: 'starting' }, true],
  [
    'a call that was refused',
    'voice',
    { state: 'failed', failure: { code: 'destination_not_allowed' } },
    true,
  ],
  ['a message that was taken back', 'sms', { state: 'cancelled' }, false],
  ['a call that was accepted', 'voice', { state: 'started' }, false],
])('what may keep it from its recipient is warned of until it has not: %s', (_, channel, changes, isOpen) => {
  const [sms, call] = requests('Hi :ours:') as [ChatContactRequest, ReachOut['request']];
  const request = channel === 'voice' ? call : { ...sms, channel: channel as 'sms' };
  const card = JSON.stringify(cardOf({ request, warnings: [NUMBER, DAY, EMOJI], ...changes }).blocks);
  expect([NUMBER, DAY].map((warning) => card.includes(warning))).toEqual([isOpen, isOpen]);
  expect(card).toContain(EMOJI);
});

test('when it goes is told in the reader’s zone, and what time it is then there', () => {
  const readyAt = new Date('2026-07-01T15:30:00Z');
  const scheduled = { state: 'scheduled', startAt: readyAt, readyAt } as const;
  const date = `<!date^${readyAt.getTime() / 1000}^{date_short_pretty} at {time}|2026-07-01 15:30:00 UTC>`;
  expect(cardOf(scheduled).text).toContain(`Scheduled for ${date}, Wed 08:30 Pacific Time there.`);
  const deferral = { from: '2026-07-01T05:00:00.000Z', until: readyAt.toISOString() };
  expect(cardOf({ ...scheduled, deferral }).text).toContain('It was closed there when it was to be sent.');
  const later = new Date('2026-07-02T15:30:00Z');
  expect(cardOf({ ...scheduled, deferral, readyAt: later }).text).not.toContain('closed');
});

test.each([
  ['+14165550152', 'Tue 21:00 Eastern Time'],
  ['+919876543210', 'Wed 07:30 India Standard Time'],
  ['+97712345678', 'Wed 07:45 Nepal Time'],
  ['+18005550152', undefined],
  ['+79161234567', 'Wed 04:00 to Wed 14:00'],
])('what time it is where %s is: %s', (recipient, text) =>
  expect(timeThereText(recipient, new Date('2026-01-14T02:00:00Z'))).toBe(text),
);

test('the link goes to the leg that lives', () => {
  const legs = { 'c-1': { endedAt: '2026-01-01T00:01:00Z' }, 'c-2': { agentAt: '2026-01-01T00:01:01Z' } };
  expect(JSON.stringify(cardOf({ state: 'started', contactId: 'c-1', contact: { legs } }, FULL))).toContain(
    'https://connect/c-2|',
  );
});

const call = (leg: Leg): Partial<ReachOut> => ({
  state: 'ended',
  request: VOICE_REQUEST,
  contactId: 'c-1',
  contact: { legs: { 'c-1': { endedAt: '2026-01-01T00:01:00Z', ...leg } } },
});
const noAnswer = call({ endReason: 'TELECOM_UNANSWERED' });
const stop = { by: 'U1', at: '2026-01-01T00:01:00Z' };

test.each<[string, Partial<ReachOut>, string[]]>([
  ['scheduled', { state: 'scheduled' }, ['send_now', 'reschedule', 'cancel_reach_out']],
  ['requested', {}, ['cancel_reach_out']],
  ['waiting', { waiting: 'rate' }, ['cancel_reach_out']],
  ['starting', { state: 'starting', attempts: 1 }, []],
  ['unknown', { state: 'unknown' }, []],
  ['unresolved', { state: 'unresolved' }, []],
  ['cancelled', { state: 'cancelled' }, []],
  ['failed', { state: 'failed', failure: { code: 'unexpected' } }, ['try_again']],
  ['failed and tried again', { state: 'failed', retried: ['again'] }, []],
  ['started', { state: 'started', contactId: 'c-1' }, ['stop_contact']],
  ['stopping', { state: 'started', contactId: 'c-1', stop }, []],
  [
    'stopped in vain',
    { state: 'started', contactId: 'c-1', stop: { ...stop, outcome: 'goes_on' } },
    ['stop_contact'],
  ],
  ['no answer', noAnswer, ['try_again', 'try_by_sms']],
  ['busy', call({ endReason: 'TELECOM_BUSY' }), ['try_again', 'try_by_sms']],
  ['out of service', call({ endReason: 'TELECOM_NUMBER_INVALID' }), ['try_again']],
  ['no answer, called again', { ...noAnswer, retried: ['again'] }, ['try_by_sms']],
  ['no answer, sent by SMS', { ...noAnswer, retried: ['by_sms'] }, ['try_again']],
  ['no answer, both', { ...noAnswer, retried: ['by_sms', 'again'] }, []],
  ['answered and over', call({ connectedAt: '2026-01-01T00:00:30Z' }), []],
])('what can be done when it is %s', (_, changes, actions) => {
  const { blocks } = cardOf(changes);
  validateMessageBlocks(blocks);
  expect(buttonsOf({ blocks } as never)).toEqual(actions);
  expect(JSON.stringify(blocks).match(/"type":"button"/g) ?? []).toHaveLength(Math.min(1, actions.length));
  expect(blocks).toHaveLength(3);
});

test('what else can be done is in a menu, of which each entry names the reach-out', () => {
  const { blocks } = cardOf(noAnswer);
  const { id } = sampleReachOut();
  expect(blocks[2]).toMatchObject({
    type: 'section',
    accessory: {
      type: 'overflow',
      action_id: 'card_menu',
      options: [
        { text: { text: 'Send it by SMS' }, value: `try_by_sms:${id}` },
        { text: { text: 'Show number' }, value: `show_number:${id}` },
      ],
    },
  });
});

test.each<[string, Partial<ReachOut>]>([
  ['it failed', { failure: { code: 'conflict' } }],
  ['it waited too long', { failure: { code: 'waited_too_long' }, waiting: 'rate' }],
])('what to do is said until it is done: %s', (_, changes) => {
  const failed = { state: 'failed', ...changes } as const;
  expect(cardOf(failed).text).toMatch(/try again\./);
  expect(cardOf({ ...failed, retried: ['again'] }).text).toMatch(/: Not sent.*, tried again since\. Asked/);
});

test('SMS is not offered where it is not set up', () =>
  expect(buttonsOf(cardOf(noAnswer, { ...NAMELESS, offers: () => false }) as never)).toEqual(['try_again']));

test.each<[Partial<ReachOut>, string]>([
  [{ stop }, 'Stopping…'],
  [{ stop: { ...stop, outcome: 'goes_on' } }, "Amazon Connect didn't stop it"],
  [{ stop: { ...stop, outcome: 'not_known' } }, "doesn't say whether it stops"],
])('a stop shows on the card: %j', (changes, text) => {
  expect(cardOf({ state: 'started', contactId: 'c-1', ...changes }).text).toContain(text);
});

test.each<[string, Record<string, Leg>, string]>([
  ['by name', { 'c-1': { agentAt: '2026-01-01T00:00:05Z', agentId: 'a-1' } }, 'With agent Ana &lt;Souza&gt;'],
  ['without one', { 'c-1': { agentAt: '2026-01-01T00:00:05Z' } }, 'With an agent'],
  [
    'the second, of whom nothing is known',
    {
      'c-1': { agentAt: '2026-01-01T00:00:05Z', agentId: 'a-1', endedAt: '2026-01-01T00:00:09Z' },
      'c-2': { agentAt: '2026-01-01T00:00:09Z' },
    },
    'With an agent',
  ],
])('an agent is told %s', (_, legs, title) => {
  const names = { ...NAMELESS, agent: (id: string) => (id === 'a-1' ? 'Ana <Souza>' : undefined) };
  expect(cardOf({ state: 'started', contactId: 'c-1', contact: { legs } }, names).text).toContain(
    `: ${title},`,
  );
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
      const names: Names = { ...NAMELESS, queue: () => name, flow: () => name };
      for (const request of requests(content)) {
        const reachOut = sampleReachOut({
          state,
          request,
          warnings,
          ...(contactId && { contactId }),
          ...(state === 'failed' && { failure: { code: 'unexpected', awsError } }),
        });
        const { blocks, text: summary } = buildThreadMessage(reachOut, 'card', names);
        validateMessageBlocks(blocks);
        expect(summary.length).toBeLessThanOrEqual(LONGEST_TEXT);
        if (contactId) validateMessageBlocks(buildThreadMessage(reachOut, 'contact_id', names).blocks);
      }
    }),
    { numRuns: 300 },
  );
});
