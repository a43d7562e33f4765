import type { Contact as DescribedContact } from '@aws-sdk/client-connect';
import fc from 'fast-check';
import { readContact } from '../../src/connect/described-contact.ts';
import { readContactEvent } from '../../src/connect/inbound/contact-event.ts';
import type { ContactNews } from '../../src/domain/contact/contacts.ts';
import { possibleActions, type WorldAction } from '../../src/sandbox/connect/contact/actions.ts';
import { applyAction } from '../../src/sandbox/connect/contact/apply-action.ts';
import type { Contact } from '../../src/sandbox/connect/contact/contact.ts';
import { buildContactEvent, type EventShape } from '../../src/sandbox/connect/contact/contact-event.ts';
import { describeContact } from '../../src/sandbox/connect/contact/describe-contact.ts';
import { newVoiceContact } from '../../src/sandbox/connect/contact/new-contact.ts';
import { defaultSeed, SEED_IDS } from '../../src/sandbox/connect/index.ts';

const seed = defaultSeed();
const START = Date.UTC(2026, 2, 3, 9);
export const FIRST_CONTACT = 'contact-1';

/** What the first contact is called with does not matter here: only its channel does. */
function firstContact(channel: 'voice' | 'sms'): Contact {
  const voice = newVoiceContact(
    {
      InstanceId: SEED_IDS.instance,
      ContactFlowId: SEED_IDS.voiceFlow,
      DestinationPhoneNumber: '+12065550152',
      SourcePhoneNumber: '+12065550100',
      AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true },
      TrafficType: 'CAMPAIGN',
    },
    seed,
    { id: FIRST_CONTACT, at: START, flowId: SEED_IDS.voiceFlow },
  );
  return channel === 'voice' ? voice : { ...voice, channel: 'CHAT', detectsAnsweringMachine: false };
}

const REASONS = ['TELECOM_PROBLEM', 'OTHER', 'BARGED', 'IDLE_DISCONNECT', 'SOMETHING_NEW'];

/** How each event was deformed on its way: times lost, and sent late. */
interface Wear {
  shape: EventShape;
  lost: number;
  lateMs: number;
}

const wears: fc.Arbitrary<Wear> = fc.record({
  shape: fc.record({
    detailType: fc.constantFrom('Amazon Connect Contact Event', 'Connect Customer Contact Event'),
    epochTimestamps: fc.boolean(),
    channelCase: fc.constantFrom('upper', 'title'),
    disconnectReason: fc.constantFrom('string', 'object', 'missing'),
  }),
  lost: fc.nat({ max: 4 }),
  lateMs: fc.nat({ max: 3000 }),
});

export interface History {
  channel: 'voice' | 'sms';
  /** Everything there is to learn of the contact and its transfers, until all have ended. */
  news: ContactNews[];
}

/** Whole lives of contacts, as events worn by the way and DescribeContact tell of them. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    channel: fc.constantFrom<History['channel'][]>('voice', 'sms'),
    choices: fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 9 }),
    wears: fc.array(wears, { minLength: 1, maxLength: 8 }),
  })
  .map(({ channel, choices, wears: worn }) => ({ channel, news: live(channel, choices, worn) }));

function live(channel: History['channel'], choices: number[], worn: Wear[]): ContactNews[] {
  const news: ContactNews[] = [];
  let at = START;
  const tell = (contact: Contact, types: readonly Parameters<typeof buildContactEvent>[1][]) => {
    for (const type of types) news.push(...eventNews(contact, type, at, worn[news.length % worn.length]));
    news.push(...describedNews(contact));
  };
  let contact = firstContact(channel);
  tell(contact, ['INITIATED']);
  for (const choice of choices) {
    at += 1 + (choice % 97) * 250;
    const step = applyAction(contact, actionOf(contact, choice, news.length), at);
    tell(step.contact, step.events);
    if (!step.successor && step.contact.state === 'ended') return news;
    contact = step.successor ?? step.contact;
    if (step.successor) tell(contact, contact.queue ? ['INITIATED', 'QUEUED'] : ['INITIATED']);
  }
  tell(applyAction(contact, { type: 'stop' }, at + 1000).contact, ['DISCONNECTED']);
  return news;
}

function actionOf(contact: Contact, choice: number, count: number): WorldAction {
  const types = possibleActions(contact).filter(
    (type) => !/Says|Reads|Reply|Stops|Sends|Receives|Types/.test(type),
  );
  const type = types[choice % types.length] ?? 'stop';
  const queueId = choice % 2 ? SEED_IDS.supportQueue : SEED_IDS.salesQueue;
  if (type === 'end') return { type, reason: REASONS[choice % REASONS.length] ?? '' };
  if (type === 'queue') return { type, queueId };
  if (type === 'agentJoins') return { type, agentId: 'agent' };
  if (type === 'answer') return { type, by: choice % 2 ? 'human' : 'voicemail' };
  if (type === 'agentLeaves') return { type, contactId: `contact-${count}` };
  if (type === 'transfer') return { type, contactId: `contact-${count}`, ...(choice % 3 && { queueId }) };
  return { type } as WorldAction;
}

const TIMES = ['initiationTimestamp', 'connectedToSystemTimestamp', 'disconnectTimestamp'];

function eventNews(
  contact: Contact,
  type: Parameters<typeof buildContactEvent>[1],
  at: number,
  wear: Wear | undefined,
): ContactNews[] {
  const { shape, lost = 0, lateMs = 0 } = wear ?? {};
  if (!shape) return [];
  const event = buildContactEvent(contact, type, { seed, shape, id: 'event', at: at + lateMs });
  const unset = TIMES[lost];
  if (unset) event.detail[unset] = '1970-01-01T00:00:00.001Z';
  const news = readContactEvent(JSON.stringify(event), SEED_IDS.instance)?.news;
  return news ? [news] : [];
}

/** As the AWS SDK hands it over: times as dates. */
function describedNews(contact: Contact): ContactNews[] {
  const text = JSON.stringify(describeContact(contact, seed));
  const described: DescribedContact = JSON.parse(text, (key, value) =>
    key.endsWith('Timestamp') ? new Date(value * 1000) : value,
  );
  const outcome = readContact(described);
  if (outcome.kind !== 'found') return [];
  const transfers = outcome.next.map((next) => ({ contactId: next, follows: [contact.id], leg: {} }));
  return [{ contactId: contact.id, follows: [], leg: outcome.leg }, ...transfers];
}
