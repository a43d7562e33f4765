import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { possibleActions } from '../../../src/sandbox/connect/contact/actions.ts';
import { applyAction } from '../../../src/sandbox/connect/contact/apply-action.ts';
import { describeContact } from '../../../src/sandbox/connect/contact/describe-contact.ts';
import { newVoiceContact } from '../../../src/sandbox/connect/contact/new-contact.ts';
import {
  ACTION_RULES,
  ActionNotPossible,
  type Contact,
  defaultSeed,
  SEED_IDS,
  type WorldAction,
  type WorldActionType,
} from '../../../src/sandbox/connect/index.ts';
import { SMS_ARN } from './support.ts';

const seed = defaultSeed();
const made = { id: 'contact', at: 0, flowId: SEED_IDS.voiceFlow };
const voice: Contact = newVoiceContact(
  {
    DestinationPhoneNumber: '+12065550152',
    SourcePhoneNumber: '+12065550100',
    ContactFlowId: 'f',
    InstanceId: 'i',
  },
  seed,
  made,
);
const chat: Contact = {
  ...voice,
  channel: 'CHAT',
  subtype: 'connect:SMS',
  system: { type: 'CONNECT_PHONENUMBER_ARN', address: SMS_ARN },
};

const ACTIONS: readonly WorldAction[] = [
  { type: 'open' },
  { type: 'ring' },
  { type: 'answer' },
  { type: 'answer', by: 'voicemail' },
  { type: 'noAnswer' },
  { type: 'busy' },
  { type: 'invalidNumber' },
  { type: 'blocked' },
  { type: 'hangUp' },
  { type: 'customerReply', text: 'Hi' },
  { type: 'customerSends', message: { kind: 'attachment', name: 'photo.jpg' } },
  { type: 'customerTypes' },
  { type: 'customerReceives' },
  { type: 'customerReads' },
  { type: 'customerStops' },
  { type: 'flowSays', text: 'Hello' },
  { type: 'agentSays', text: 'Hello' },
  { type: 'agentTypes' },
  { type: 'participantSays', text: 'Hello', displayName: 'Reach Out' },
  { type: 'queue', queueId: SEED_IDS.supportQueue },
  { type: 'agentJoins', agentId: SEED_IDS.agent },
  { type: 'agentEnds' },
  { type: 'agentLeaves', contactId: 'after' },
  { type: 'transfer', contactId: 'next', queueId: SEED_IDS.salesQueue },
  { type: 'endByFlow' },
  { type: 'expire' },
  { type: 'systemError' },
  { type: 'stop' },
  { type: 'end', reason: 'IDLE_DISCONNECT' },
];

function after(contact: Contact, ...types: WorldActionType[]): Contact {
  return types.reduce((now, type, index) => {
    const action = ACTIONS.find((candidate) => candidate.type === type);
    if (!action) throw new Error(type);
    return applyAction(now, action, (index + 1) * 1000).contact;
  }, contact);
}

const endings: [Contact, WorldActionType[], string][] = [
  [voice, ['ring', 'noAnswer'], 'TELECOM_UNANSWERED'],
  [voice, ['busy'], 'TELECOM_BUSY'],
  [voice, ['invalidNumber'], 'TELECOM_NUMBER_INVALID'],
  [voice, ['ring', 'blocked'], 'TELECOM_POTENTIAL_BLOCKING'],
  [voice, ['ring', 'answer', 'hangUp'], 'CUSTOMER_DISCONNECT'],
  [voice, ['answer', 'endByFlow'], 'CONTACT_FLOW_DISCONNECT'],
  [voice, ['answer', 'queue', 'agentJoins', 'agentEnds'], 'AGENT_DISCONNECT'],
  [voice, ['ring', 'stop'], 'API'],
  [chat, ['open', 'customerReply', 'customerReads', 'expire'], 'EXPIRED'],
  [chat, ['open', 'systemError'], 'SYSTEM_ERROR'],
  [chat, ['open', 'end'], 'IDLE_DISCONNECT'],
  [chat, ['open', 'agentJoins', 'transfer'], 'AGENT_DISCONNECT'],
  [chat, ['open', 'agentJoins', 'agentTypes', 'agentLeaves'], 'AGENT_DISCONNECT'],
];

test.each(endings)('%#: an end has its reason', (contact, actions, reason) => {
  const ended = after(contact, ...actions);
  expect(ended).toMatchObject({
    state: 'ended',
    disconnectReason: reason,
    disconnectedAt: actions.length * 1000,
  });
  expect(possibleActions(ended)).toEqual([]);
});

test.each([
  ['answer', undefined, 'HUMAN_ANSWERED'],
  ['noAnswer', undefined, 'AMD_UNANSWERED'],
  ['busy', undefined, 'SIT_TONE_BUSY'],
  ['invalidNumber', undefined, 'SIT_TONE_INVALID_NUMBER'],
] as const)('answering machine detection after %s', (action, without, detected) => {
  expect(after(voice, action).answeringMachineDetectionStatus).toBe(without);
  expect(after({ ...voice, detectsAnsweringMachine: true }, action).answeringMachineDetectionStatus).toBe(
    detected,
  );
});

test('a customer who stops gets nothing more, and the chat stays open', () => {
  const stopped = after(chat, 'open', 'customerStops', 'flowSays');
  expect(stopped.state).toBe('connected');
  expect(stopped.transcript.at(-1)).toMatchObject({ from: 'SYSTEM', delivered: false });
});

test('what the rules do not allow is refused and changes nothing', () => {
  expect(() => applyAction(voice, { type: 'hangUp' }, 1)).toThrow(ActionNotPossible);
  expect(() => applyAction(chat, { type: 'ring' }, 1)).toThrow(/CHAT contact contact is initiated/);
  expect(Object.keys(ACTION_RULES).toSorted()).toEqual(
    [...new Set(ACTIONS.map(({ type }) => type))].toSorted(),
  );
});

test('any history keeps the order of times and ends at most once', () => {
  const history = fc.tuple(
    fc.constantFrom(voice, chat),
    fc.array(fc.constantFrom(...ACTIONS), { maxLength: 30 }),
  );
  fc.assert(
    fc.property(history, ([start, actions]) => {
      let contact = start;
      let ends = 0;
      for (const [index, action] of actions.entries()) {
        if (!possibleActions(contact).includes(action.type)) continue;
        const step = applyAction(contact, action, (index + 1) * 1000);
        ends += step.events.filter((type) => type === 'DISCONNECTED').length;
        contact = step.contact;
      }
      const { initiatedAt, ringStartedAt, connectedAt, queue, agent, disconnectedAt } = contact;
      const times = [initiatedAt, ringStartedAt, connectedAt, queue?.at, agent?.at, disconnectedAt];
      const known = times.filter((time) => time !== undefined);
      expect(known).toEqual(known.toSorted((a, b) => a - b));
      expect(ends).toBe(contact.state === 'ended' ? 1 : 0);
      expect(JSON.parse(JSON.stringify(describeContact(contact, seed)))).toMatchObject({ Id: 'contact' });
    }),
  );
});
