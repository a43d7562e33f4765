import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import { readStepInputs } from '../../../src/domain/intake/step-inputs.ts';

describe('the inputs of a workflow step', () => {
  test.each([
    [
      'a person and a channel',
      { on_behalf_of: 'U0ADA', conversation: 'C0SUPPORT' },
      { userId: 'U0ADA', placeId: 'C0SUPPORT' },
    ],
    ['somebody of an organization', { on_behalf_of: 'W0ADA' }, { userId: 'W0ADA' }],
    ['a group as a person', { on_behalf_of: 'S0SUPPORT' }, {}],
    ['a name as a channel', { conversation: '#support' }, {}],
    ['a list', { on_behalf_of: ['U0ADA'] }, {}],
    ['nothing', undefined, {}],
  ])('%s', (_, inputs, ids) => {
    expect(readStepInputs(inputs)).toEqual({ values: {}, ...ids });
  });

  test.each([
    ['SMS', 'sms'],
    [' text ', 'sms'],
    ['call', 'voice'],
    ['wa', 'whatsapp'],
    ['fax', 'fax'],
  ])('the way “%s” is %s', (channel, expected) => {
    expect(readStepInputs({ channel }).values).toEqual({ channel: expected });
  });

  test('texts are as Slack writes them in messages', () => {
    const phone = '<tel:+12065550152|+1 206 555 0152>';
    const { values } = readStepInputs({ phone, message: 'a &lt; b &amp; c, <https://example.com>\n:+1:' });
    expect(values).toEqual({ phone: '+1 206 555 0152', message: 'a < b & c, https://example.com\n👍' });
  });

  test('a customer reads the address of a link, and the names of people', () => {
    const message = 'See <https://example.com/menu|our menu>, or ask <@U0ADA>';
    expect(readStepInputs({ message }, () => 'Ada Lovelace').values).toEqual({
      message: 'See https://example.com/menu, or ask @Ada Lovelace',
    });
  });

  test('whatever comes, it is read, and is a request or has a sentence for each fault', () => {
    const names = ['phone', 'channel', 'message', 'conversation', 'on_behalf_of'];
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('sms', 'voice', '+12065550152', 'U0ADA', 'C0SUPPORT', '\0', '\ud800'),
      fc.anything(),
    );
    const inputs = fc.oneof(fc.dictionary(fc.constantFrom(...names), value), fc.anything());
    fc.assert(
      fc.property(inputs, (given) => {
        const { userId = 'U0', placeId = 'C0', values } = readStepInputs(given);
        expect(userId).toMatch(/^[UW]/);
        expect(placeId).toMatch(/^[CDG]/);
        const parsed = parseReachOut(values, { instanceId: 'i', channels: {} });
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) for (const sentence of Object.values(parsed.errors)) expect(sentence).toMatch(/\.$/);
      }),
    );
  });
});
