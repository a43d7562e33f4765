import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gapsIn } from '../../../src/domain/quick-responses/gaps.ts';
import { plainText } from '../../../src/domain/quick-responses/plain-text.ts';

test.each([
  ['We are open from 9 to 5.', 'We are open from 9 to 5.'],
  ['We are **open** from _9_ to *5*.', 'We are open from 9 to 5.'],
  ['**Hi {{Attributes.Customer.FirstName}}**, thanks!', 'Hi {{Attributes.Customer.FirstName}}, thanks!'],
  ['{{Attributes.my_first_name}} and {{_a_}}', '{{Attributes.my_first_name}} and {{_a_}}'],
  ['See [our hours](https://example.com/hours).', 'See our hours (https://example.com/hours).'],
  ['See [**our hours**](https://example.com "Hours")', 'See our hours (https://example.com)'],
  ['[https://example.com](https://example.com)', 'https://example.com'],
  ['[help@example.com](mailto:help@example.com)', 'help@example.com'],
  ['<https://example.com/a_b_c>', 'https://example.com/a_b_c'],
  ['https://example.com/a_b_c_d', 'https://example.com/a_b_c_d'],
  ['[Order {{id}}](https://example.com/{{id}})', 'Order {{id}} (https://example.com/{{id}})'],
  ['# Opening hours\n\nMonday', 'Opening hours\n\nMonday'],
  ['#1 in line', '#1 in line'],
  ['* one\n* two\n+ three\n- four\n1. five', '- one\n- two\n- three\n- four\n1. five'],
  ['> quoted\n> twice', 'quoted\ntwice'],
  ['2 * 3 * 4 = 24', '2 * 3 * 4 = 24'],
  ['snake_case_name stays', 'snake_case_name stays'],
  ['not \\*bold\\*, \\#1', 'not *bold*, #1'],
  ['first  \nsecond\\\nthird', 'first\nsecond\nthird'],
  ['a<br>b', 'a\nb'],
  ['`code` and ``a`b``', 'code and a`b'],
  ['```\nblock\n```', 'block'],
  ['~~~ c++ \nblock\n~~~', 'block'],
  ['```block```, then text', 'block, then text'],
  ['~~~~{{id}}', '~~~~{{id}}'],
  ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
  ['***both***', 'both'],
  ['~~old~~ new', 'old new'],
  ['one\r\ntwo', 'one\ntwo'],
])('%j becomes %j', (markdown, plain) => {
  expect(plainText(markdown)).toBe(plain);
});

test('keeps every gap, whatever is around it, and never throws', () => {
  const gap = fc.stringMatching(/^[\w.]{1,20}$/).map((name) => `{{${name}}}`);
  const piece = fc.oneof(
    gap,
    fc.constantFrom('*', '_', '**', '`', '[', '](', ')', '\\', '# ', '\n', '~~'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const markdown = pieces.join('');
      const kept = gapsIn(plainText(markdown));
      for (const one of gapsIn(markdown))
        expect(kept.join('\n')).toContain(one.replace(/[\ue000-\uf8ff]/g, ''));
    }),
  );
});
