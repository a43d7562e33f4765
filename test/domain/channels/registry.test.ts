import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { environmentSchema } from '../../../src/config/environment.ts';
import {
  CALL_CHANNELS,
  CHANNEL_NAMES,
  CHAT_CHANNELS,
  type Channel,
  channelOf,
  channelOfWord,
  isCall,
} from '../../../src/domain/channels/registry.ts';
import { parseCommandText } from '../../../src/domain/intake/command-text.ts';
import { messageHint, tooLong } from '../../../src/domain/intake/message.ts';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';
import { offeredChannels } from '../../../src/listeners/deps.ts';
import { findModelFaults } from '../intake/connect-model.ts';

const CHAT = { senders: [{ number: 'arn:aws:connect:us-west-2:1:phone-number/p' }], flowId: 'flow' };
const CALL = { flowId: 'flow', senders: [], queueId: 'queue' };

/** Settings with this channel alone. */
function settingsFor(channel: Channel): ReachOutSettings {
  const own = channelOf(channel).kind === 'call' ? CALL : CHAT;
  return { instanceId: 'i', channels: { [channel]: own } };
}

describe.each(CHANNEL_NAMES)('%s', (channel) => {
  const definition = channelOf(channel);
  const {
    label,
    subject = label,
    words,
    example,
    submitLabel,
    messageLabel = 'Message',
    messageHint: hint = 'Hint',
  } = definition;

  test('has words of its own, its name first, which the command understands', () => {
    expect(words[0]).toBe(channel);
    for (const word of words) {
      expect(word).toMatch(/^[a-z]+$/);
      expect(channelOfWord(word.toUpperCase())).toBe(channel);
      expect(parseCommandText(`+12065550152 ${word} Hi`)).toMatchObject({ channel, message: 'Hi' });
    }
    expect(parseCommandText(example, { defaultCountry: 'US' })).toMatchObject({
      phone: expect.stringMatching(/^\+/),
      channel,
      message: expect.any(String),
    });
  });

  test("has texts within Slack's limits", () => {
    for (const [text, most] of [
      [label, 75],
      [subject, 75],
      [submitLabel, 24],
      [messageLabel, 2000],
      [hint, 2000],
    ] as const) {
      expect(text.trim()).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(most);
    }
    expect(definition.missingMessage).toMatch(/^[A-Z].*\.$/);
  });

  test('names its settings in the environment, and is offered only with them', () => {
    for (const name of Object.values(definition.variables))
      expect(Object.keys(environmentSchema.shape)).toContain(name);
    expect(offeredChannels(settingsFor(channel))).toEqual([channel]);
    expect(offeredChannels({ instanceId: 'i', channels: {} })).toEqual([]);
  });

  test('makes of the shortest form a request that the API model takes, and refuses it without settings', () => {
    const form = { phone: '+12065550152', channel, message: 'Hi' };
    const parsed = parseReachOut(form, settingsFor(channel));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(parsed.request.channel).toBe(channel);
    expect(isCall(parsed.request)).toBe(definition.kind === 'call');
    expect(findModelFaults(parsed.request)).toEqual([]);
    expect(parseReachOut(form, { instanceId: 'i', channels: {} })).toMatchObject({
      errors: { channel: expect.stringContaining(`${subject} isn't set up here`) },
    });
    expect(parseReachOut({ ...form, message: '' }, settingsFor(channel))).toMatchObject({
      errors: { message: definition.missingMessage },
    });
  });

  test('measures a message up to the longest, and no further', () => {
    const longest = Math.min(definition.longestMessage ?? 3000, 3000);
    expect(tooLong('x'.repeat(longest), channel)).toBeUndefined();
    expect(tooLong('x'.repeat(longest + 1), channel)).toContain('Shorten it.');
    expect(messageHint('x'.repeat(longest), channel)).toMatch(/^[\d,]+ of [\d,]+ characters/);
  });

  test('is looked up ever less often', () => {
    const { at, every, skippedWithEvents } = definition.checks;
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(every).toBeGreaterThan(0);
    expect(skippedWithEvents).toBeLessThan(at.length);
  });
});

test('chats and calls are all there is, and no two channels share a word or a variable', () => {
  expect([...CHAT_CHANNELS, ...CALL_CHANNELS].sort()).toEqual(CHANNEL_NAMES.toSorted());
  const all = CHANNEL_NAMES.map(channelOf);
  for (const own of [
    all.flatMap(({ words }) => words),
    all.flatMap(({ variables }) => Object.values(variables) as string[]),
  ])
    expect(new Set(own).size).toBe(own.length);
});

const SRC = path.join(import.meta.dirname, '../../../src');

/** The registry's room, and a package of its own. */
const MAY_NAME = ['domain/channels/', 'sandbox/'];

test('outside its room no channel is named', () => {
  const name = new RegExp(
    `(['"])(?:${CHANNEL_NAMES.join('|')})\\1|channels\\.(?:${CHANNEL_NAMES.join('|')})\\b`,
  );
  const naming = (fs.readdirSync(SRC, { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file) && !MAY_NAME.some((room) => file.startsWith(room)))
    .filter((file) => name.test(fs.readFileSync(path.join(SRC, file), 'utf8')));
  expect(naming).toEqual([]);
});
