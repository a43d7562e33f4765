import { describe, expect, test } from '@jest/globals';
import {
  CONTENT_TYPES,
  contentTypeWarning,
  parseContent,
  SUPPORTED_CONTENT_TYPES,
  supportedContentTypes,
} from '../../../src/domain/intake/content-type.ts';

const RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response';

test('the content types are AWS’s', () => {
  expect(CONTENT_TYPES).toEqual(['text/plain', 'text/markdown', 'application/json', RESPONSE]);
  expect(SUPPORTED_CONTENT_TYPES).toEqual([
    ...CONTENT_TYPES,
    'application/vnd.amazonaws.connect.message.interactive',
  ]);
});

describe('content agrees with its type', () => {
  test.each<[string, (typeof CONTENT_TYPES)[number], string]>([
    [' *Hi* {', 'text/plain', ' *Hi* {'],
    ['# Hi', 'text/markdown', '# Hi'],
    [' {"a": [1, null]}', 'application/json', ' {"a": [1, null]}'],
    ['{“a”: “b”}', 'application/json', '{"a": "b"}'],
    ['{"templateType": "QuickReply"}', RESPONSE, '{"templateType": "QuickReply"}'],
  ])('%j as %s', (typed, type, content) => {
    expect(parseContent(typed, type)).toEqual({ ok: true, value: content });
  });

  const instead = "If it's ordinary text, choose Plain text as its content type.";
  test.each<[string, (typeof CONTENT_TYPES)[number], string]>([
    [
      'Hello there',
      'application/json',
      `This isn't valid JSON: check line 1, character 1, for a missing quote, comma or bracket. ${instead}`,
    ],
    [
      '{"a":\n  tru}',
      'application/json',
      `This isn't valid JSON: check line 2, character 3, for a missing quote, comma or bracket. ${instead}`,
    ],
    [
      '["a"]',
      RESPONSE,
      `This must be a JSON object in braces, for example {"templateType": "QuickReply", "data": {}}. ${instead}`,
    ],
    [
      `"${'x'.repeat(12_000)}"`,
      'application/json',
      'The message is 2 characters too long for JSON (at most 12,000). Shorten it.',
    ],
  ])('%.30j as %s is refused', (typed, type, message) => {
    expect(parseContent(typed, type)).toEqual({ ok: false, message });
  });

  test('JSON by SMS is warned of', () => {
    expect(contentTypeWarning('application/json', 'sms')).toBe(
      'SMS shows text only, so the person may see this JSON as it is written.',
    );
    expect(contentTypeWarning('application/json', 'whatsapp')).toBeUndefined();
    expect(contentTypeWarning('text/markdown', 'sms')).toBeUndefined();
  });
});

test.each<[string[], (typeof CONTENT_TYPES)[number] | undefined, string[] | undefined]>([
  [[], undefined, undefined],
  [[], 'text/plain', undefined],
  [[], 'text/markdown', ['text/plain', 'text/markdown']],
  [['application/json'], undefined, ['text/plain', 'application/json']],
  [['text/plain', RESPONSE], 'text/markdown', ['text/plain', RESPONSE, 'text/markdown']],
])('supported content types %j with content type %j', (...[chosen, contentType, sent]) => {
  expect(supportedContentTypes(chosen, contentType)).toEqual(sent);
});
