import { describe, expect, test } from '@jest/globals';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import { fillTemplate, isOutdated } from '../../../src/domain/templates/fill-template.ts';
import type { Template, Templates } from '../../../src/domain/templates/templates.ts';

const id = '70000000-0000-4000-8000-000000000001';
const ORDER: Template = {
  ...{ id, version: 3, name: 'Order ready', channel: 'sms', fromElsewhere: [], sendAs: id },
  text: 'Order {{order}} is ready at {{shop}}.',
  attributes: [{ name: 'order' }, { name: 'shop', fallback: 'the shop' }],
};

/** As Q in Connect fills it in; but for what it leaves. */
function templatesWith(template: Partial<Template> = {}, left: string[] = []): Templates {
  const known = { ...ORDER, ...template };
  return {
    knowledgeBaseId: 'kb',
    list: async () => ({ kind: 'known', value: [known] }),
    read: async () => ({ kind: 'known', value: known }),
    confirm: async () => ({ kind: 'known', value: known }),
    render: async (_, values) => ({
      kind: 'known',
      value: {
        text: known.text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) =>
          left.includes(name) ? gap : (values[name] ?? gap),
        ),
        left: [],
      },
    }),
  };
}

const SETTINGS = {
  instanceId: 'i',
  channels: {
    sms: { senders: [{ number: 'arn' }], flowId: 'f' },
    whatsapp: { senders: [{ number: 'arn' }], flowId: 'f' },
  },
};
const FORM = { phone: '+12065550152', channel: 'sms', template: `${id}:3`, 'attribute:order': ' 12 ' };

async function parsed(templates: Templates, values: object = {}) {
  const form = { ...FORM, ...values };
  return parseReachOut(form, SETTINGS, await fillTemplate(templates, form));
}

test('what is sent is what was confirmed, with each value and each fallback', async () => {
  expect(await parsed(templatesWith())).toMatchObject({
    request: {
      template: {
        knowledgeBaseId: 'kb',
        messageTemplateId: id,
        customAttributes: { order: '12', shop: 'the shop' },
        name: 'Order ready',
        text: 'Order 12 is ready at the shop.',
      },
    },
  });
});

const many = Array.from({ length: 41 }, (_, n) => ({ name: `a${n}`, fallback: 'x' }));

describe('is refused, at its field', () => {
  test.each<[string, Templates, object, object]>([
    ['a gap', templatesWith(), { 'attribute:order': ' ' }, { 'attribute:order': /Fill in order/ }],
    ['a gap that is left', templatesWith({}, ['order']), {}, { 'attribute:order': /left this gap as it is/ }],
    ['no template', templatesWith(), { template: ':' }, { template: /^Choose a template/ }],
    [
      'another channel',
      templatesWith(),
      { channel: 'whatsapp' },
      { template: /is for SMS. Choose one for WhatsApp/ },
    ],
    [
      'one that WhatsApp does not take',
      templatesWith({ status: 'INVALID' }),
      {},
      { template: /isn't valid/ },
    ],
    ['more than a form holds', templatesWith({ attributes: many }), {}, { template: /more to fill in/ }],
    [
      'a long name',
      templatesWith({ attributes: [{ name: 'x'.repeat(201) }] }),
      {},
      { template: /more to fill in/ },
    ],
    ['a long text', templatesWith({ text: 'x'.repeat(1025) }), {}, { template: /1 character too long/ }],
    ['a message beside it', templatesWith(), { message: 'Hi' }, { message: /brings its own message/ }],
    [
      'attributes of another',
      templatesWith(),
      { template_attributes: 'a=b' },
      { template_attributes: /chosen above/ },
    ],
  ])('%s', async (_what, templates, values, errors) => {
    const result = await parsed(templates, values);
    const expected = Object.entries(errors).map(([field, text]) => [field, expect.stringMatching(text)]);
    expect(result).toMatchObject({ ok: false, errors: Object.fromEntries(expected) });
  });
});

test('a value that holds a gap of its own is what the person meant', async () => {
  expect(await parsed(templatesWith(), { 'attribute:order': '{{order}}' })).toMatchObject({ ok: true });
});

test('a gap is one, too, where Amazon Q in Connect only says so', async () => {
  const render: Templates['render'] = async () => ({
    kind: 'known',
    value: { text: 'Order [order]', left: ['order', 'Customer.FirstName'] },
  });
  expect(await parsed({ ...templatesWith(), render })).toMatchObject({
    ok: false,
    errors: { 'attribute:order': expect.stringMatching(/left this gap as it is/) },
  });
});

test.each<[shown: string | undefined, now: number | undefined, expected: boolean]>([
  [`${id}:2`, 3, true],
  [`${id}:3`, 3, false],
  ['another:2', 3, false],
  [id, 3, false],
  [`${id}:2`, undefined, false],
  [undefined, 3, false],
])('shown was %s, active is %s: it is outdated: %s', async (shown, version, expected) => {
  expect(isOutdated(shown, await fillTemplate(templatesWith({ version }), FORM))).toBe(expected);
});
