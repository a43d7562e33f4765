import { describe, expect, test } from '@jest/globals';
import { parseSegmentAttributes, withoutSubtype } from '../../../src/domain/intake/segment-attributes.ts';

const nested = (depth: number): object =>
  depth === 0 ? { ValueString: 'x' } : { ValueMap: { a: nested(depth - 1) } };

describe('segment attributes', () => {
  test.each<[object]>([
    [{ priority: { ValueString: 'high' } }],
    [{ count: { ValueInteger: -3 } }],
    [{ agent: { ValueArn: 'arn:aws:connect:us-west-2:123456789012:instance/i/agent/a' } }],
    [{ 'connect:ContactExpiry': { ValueMap: { ExpiryDuration: { ValueInteger: 135 } } } }],
    [{ tags: { ValueList: [{ ValueString: 'a' }, { ValueList: [] }] } }],
    [{ ['n'.repeat(128)]: { ValueString: '😀'.repeat(1024) } }],
    [{}],
    [{ deep: nested(4) }],
  ])('%.80j', (segmentAttributes) => {
    expect(parseSegmentAttributes(JSON.stringify(segmentAttributes))).toEqual({
      ok: true,
      value: segmentAttributes,
    });
  });

  const subtype = (value: string) => ({ 'connect:Subtype': { ValueString: value }, a: { ValueInteger: 1 } });

  test('the subtype may be repeated, and is left to the channel', () => {
    const others = { ok: true, value: { a: { ValueInteger: 1 } } };
    const typed = subtype('connect:SMS');
    expect(parseSegmentAttributes(JSON.stringify(typed))).toEqual({ ok: true, value: typed });
    expect(withoutSubtype(typed, 'sms')).toEqual(others);
    expect(withoutSubtype(subtype('connect:WhatsApp'), 'whatsapp')).toEqual(others);
    expect(withoutSubtype(others.value, 'whatsapp')).toEqual(others);
    expect(withoutSubtype(subtype('connect:WhatsApp'), 'sms')).toEqual({
      ok: false,
      message: 'connect:Subtype follows from the channel, which is connect:SMS here. Leave it out.',
    });
  });

  const shape = 'Write it as in {"priority": {"ValueString": "high"}}.';
  const members = 'ValueString, ValueInteger, ValueArn, ValueMap, ValueList';

  test.each([
    [
      'priority=high',
      "This isn't valid JSON: check line 1, character 1, for a missing quote, comma or bracket.",
    ],
    ['[]', 'This must be a JSON object in braces, for example {"priority": {"ValueString": "high"}}.'],
    ['{"a": "high"}', `A value must be an object with one of ${members} (at “a”). ${shape}`],
    ['{"a": {}}', `A value must have exactly one of ${members} (at “a”). ${shape}`],
    [
      '{"a": {"ValueString": "x", "ValueInteger": 1}}',
      `A value must have exactly one of ${members} (at “a”). ${shape}`,
    ],
    ['{"a": {"valueString": "x"}}', `A value must be an object with one of ${members} (at “a”). ${shape}`],
    [
      '{"a": {"ValueString": 1}}',
      `ValueString and ValueArn must be text in quotes (at “a.ValueString”). ${shape}`,
    ],
    ['{"a": {"ValueInteger": 1.5}}', `ValueInteger must be a whole number (at “a.ValueInteger”). ${shape}`],
    [
      '{"a": {"ValueInteger": 2147483648}}',
      `ValueInteger may be at most 2,147,483,647 (at “a.ValueInteger”). ${shape}`,
    ],
    ['{"a": {"ValueArn": "x"}}', `ValueArn must begin with arn: (at “a.ValueArn”). ${shape}`],
    ['{"a": {"ValueMap": []}}', `ValueMap must be an object in braces (at “a.ValueMap”). ${shape}`],
    ['{"a": {"ValueList": {}}}', `ValueList must be a list in brackets (at “a.ValueList”). ${shape}`],
    ['{"a b": {"ValueString": "x"}}', `A name may hold only letters, digits, - and _ (at “a b”). ${shape}`],
    [
      `{"a": {"ValueString": "${'x'.repeat(1025)}"}}`,
      `A value may have at most 1,024 characters (at “a.ValueString”). ${shape}`,
    ],
    [
      `{"${'n'.repeat(129)}": {"ValueString": "x"}}`,
      `A name may have at most 128 characters (at “${'n'.repeat(40)}…”). ${shape}`,
    ],
    ['{"__proto__": {"ValueString": "x"}}', "The name “__proto__” can't be used. Choose another."],
    [JSON.stringify({ a: nested(20) }), 'This is nested more than 10 levels deep. Flatten it.'],
  ])('%.60j is refused', (typed, message) => {
    expect(parseSegmentAttributes(typed)).toEqual({ ok: false, message });
  });
});
