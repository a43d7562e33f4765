import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Knowledge, openKnowledge } from '../../../src/connect/knowledge/knowledge.ts';
import { createTemplates } from '../../../src/connect/knowledge/templates.ts';
import type { Templates } from '../../../src/domain/templates/templates.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/connect/index.ts';
import {
  Q_SEED_IDS,
  type QFaultKind,
  type SimulatedQConnect,
  startSimulatedQConnect,
} from '../../../src/sandbox/qconnect/index.ts';
import { silentLog } from '../../support/log.ts';

let qconnect: SimulatedQConnect;
let knowledge: Knowledge;
let templates: Templates;
beforeEach(async () => {
  qconnect = await startSimulatedQConnect();
  knowledge = openKnowledge(
    { endpoint: qconnect.url, region: qconnect.seed.region, credentials: SANDBOX_CREDENTIALS },
    silentLog,
  );
  templates = createTemplates(knowledge, Q_SEED_IDS.templates);
});
afterEach(async () => {
  knowledge.close();
  await qconnect.stop();
});

test('lists the active versions of a channel by name, and says what WhatsApp holds of them', async () => {
  expect(await templates.list('sms')).toEqual({
    kind: 'known',
    value: [
      { id: Q_SEED_IDS.appointment, version: 2, name: 'Appointment reminder', channel: 'sms' },
      { id: Q_SEED_IDS.openingHours, version: 1, name: 'Opening hours', channel: 'sms' },
      { id: Q_SEED_IDS.orderReady, version: 1, name: 'Order ready', channel: 'sms' },
    ],
  });
  expect(await templates.list('whatsapp')).toMatchObject({
    value: [
      { name: 'Order shipped', status: 'VALID' },
      { name: 'Welcome back', status: 'VALID' },
      { name: 'Win a prize', status: 'REJECTED' },
    ],
  });
});

test('lists more than a page', async () => {
  const [first] = qconnect.seed.templates;
  for (let n = 0; n < 150; n += 1) {
    const id = `80000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    qconnect.putTemplate({ ...first!, id, name: `Template ${n}` });
  }
  expect(await templates.list('sms')).toMatchObject({ value: { length: 153 } });
});

test('asks no second time for what is known', async () => {
  await templates.list('sms');
  await templates.list('sms');
  expect(qconnect.requests()).toHaveLength(1);
  await templates.list('whatsapp');
  await templates.list('whatsapp');
  const { length } = qconnect.requests().filter(({ operation }) => operation === 'GetMessageTemplate');
  expect([qconnect.requests().length, length]).toEqual([4, 3]);
});

test('lists without a status what does not tell one in time, and learns it behind', async () => {
  qconnect.fault({ kind: 'delay', operation: 'GetMessageTemplate', ms: 3000, times: 3 });
  const began = performance.now();
  const first = await templates.list('whatsapp');
  expect(performance.now() - began).toBeLessThan(3000);
  expect(first).toMatchObject({ value: [{ name: 'Order shipped' }, {}, {}] });
  expect(JSON.stringify(first)).not.toContain('VALID');
  expect(await templates.list('whatsapp')).toMatchObject({ value: [{ status: 'VALID' }, {}, {}] });
});

const order = { id: Q_SEED_IDS.orderReady, version: 1 };

test('reads what a person fills in, and what comes from elsewhere', async () => {
  expect(await templates.read(order)).toEqual({
    kind: 'known',
    value: {
      ...order,
      name: 'Order ready',
      channel: 'sms',
      text: 'Hi {{first_name}}, your order {{order}} is ready at {{shop}}.',
      attributes: [
        { name: 'first_name' },
        { name: 'order' },
        { name: 'shop', fallback: 'our shop in Pine Street' },
      ],
      fromElsewhere: [],
      sendAs: `${Q_SEED_IDS.orderReady}:1`,
    },
  });
  expect(await templates.read({ id: Q_SEED_IDS.appointment, version: 2 })).toMatchObject({
    value: { attributes: [{ name: 'day' }, { name: 'time' }], fromElsewhere: ['Customer.FirstName'] },
  });
});

test('reads of WhatsApp what its components say, before and after it is filled in', async () => {
  const shipped = { id: Q_SEED_IDS.orderShipped, version: 1 };
  expect(await templates.read(shipped)).toMatchObject({
    value: {
      text: 'Your order\nHi {{first_name}}, your order {{order}} has been shipped.\nExample Shop',
      attributes: [{ name: 'first_name' }, { name: 'order' }],
    },
  });
  expect(await templates.render(shipped, { first_name: 'Sofia', order: '' })).toEqual({
    kind: 'known',
    value: {
      text: 'Your order\nHi Sofia, your order {{order}} has been shipped.\nExample Shop',
      left: ['order'],
    },
  });
});

test('is sent by its id alone where that means the same, and by its version where a draft differs', async () => {
  const sentAs = async (id: string) => {
    const answer = await templates.confirm({ id });
    return answer.kind === 'known' ? answer.value.sendAs : answer.trouble;
  };
  expect(await sentAs(Q_SEED_IDS.orderReady)).toBe(Q_SEED_IDS.orderReady);
  expect(await sentAs(Q_SEED_IDS.appointment)).toBe(`${Q_SEED_IDS.appointment}:2`);
  expect(await sentAs(Q_SEED_IDS.onlyDrafted)).toBe('gone');
});

test('a gap without a name is none', async () => {
  const template = qconnect.template(Q_SEED_IDS.openingHours)!;
  qconnect.putTemplate({ ...template, versions: [{ text: 'From {{ }} to {{}} and {{Attributes.end}}' }] });
  expect(await templates.read({ id: template.id })).toMatchObject({
    value: { attributes: [{ name: 'end' }] },
  });
});

test('a definition of WhatsApp without a text is read as it stands', async () => {
  const template = qconnect.template(Q_SEED_IDS.welcome)!;
  const text = '{"components":[{"type":"BODY","parameters":[{"text":"{{Attributes.who}}"}]}]}';
  qconnect.putTemplate({ ...template, versions: [{ text }] });
  expect(await templates.read({ id: template.id })).toMatchObject({
    value: { text: text.replace('Attributes.', ''), attributes: [{ name: 'who' }] },
  });
});

test('a definition of WhatsApp that is none of what is known is read as it stands', async () => {
  const template = qconnect.template(Q_SEED_IDS.welcome)!;
  const odd = { ...template, draft: { text: 'Hello {{Attributes.name}}' } };
  qconnect.putTemplate({ ...odd, versions: [odd.draft] });
  expect(await templates.read({ id: template.id, version: 1 })).toMatchObject({
    value: { text: 'Hello {{name}}', attributes: [{ name: 'name' }] },
  });
});

const troubles: [QFaultKind, string][] = [
  ['not_found', 'gone'],
  ['access_denied', 'denied'],
  ['expired_token', 'denied'],
  ['throttle', 'busy'],
  ['http_500', 'away'],
  ['http_503', 'away'],
  ['drop_before', 'away'],
  ['malformed', 'away'],
  ['invalid_request', 'away'],
];

test.each(troubles)('%s is told as %s, and what was known before stays', async (kind, trouble) => {
  const fault = qconnect.fault({ kind, times: 3 });
  const unknown = { kind: 'unknown', trouble };
  expect(await templates.render(order, {})).toEqual(unknown);
  expect(await templates.read(order)).toEqual(unknown);
  expect(await templates.list('sms')).toEqual(unknown);
  qconnect.cancelFault(fault.id);
  expect(await templates.read(order)).toMatchObject({ kind: 'known' });
  qconnect.fault({ kind, times: Number.POSITIVE_INFINITY });
  expect(await templates.read(order)).toMatchObject({ kind: 'known' });
});

test('what hangs is given up in the time that Slack waits', async () => {
  qconnect.fault({ kind: 'delay', ms: 600_000, times: Number.POSITIVE_INFINITY });
  const began = performance.now();
  const answers = await Promise.all([
    templates.list('sms'),
    templates.read(order),
    templates.render(order, {}),
  ]);
  expect(answers).toEqual(Array(3).fill({ kind: 'unknown', trouble: 'away' }));
  expect(performance.now() - began).toBeLessThan(3000);
});

test('a clock that is off is learned from the first answer', async () => {
  qconnect.setClockAhead(3600_000);
  expect(await templates.render(order, {})).toMatchObject({ kind: 'known' });
  expect(qconnect.requests().map(({ status }) => status)).toEqual([403, 200]);
});
