import { SEED_IDS, type Seed } from '../connect/index.ts';
import type { Stage } from '../stage/stage.ts';
import type { Mistake } from './mistake.ts';

type Part = 'flows' | 'queues' | 'phoneNumbers';
type Member<P extends Part> = Seed[P][number];

const ANOTHER_INSTANCE = '10000000-0000-4000-8000-000000000009';

/** One member of the account that is otherwise than it should be. */
function otherwise<P extends Part>(
  about: Pick<Mistake, 'id' | 'title'>,
  where: { part: P; member: string },
  { wrong, right }: Record<'wrong' | 'right', Partial<Record<keyof Member<P>, unknown>>>,
): Mistake {
  const { part, member } = where;
  const find = ({ connect }: Stage) => connect.seed[part].find(({ id }) => id === member);
  const set = ({ connect }: Stage, changes: object) => {
    const members = connect.seed[part].map((one) => (one.id === member ? { ...one, ...changes } : one));
    Object.assign(connect.seed, { [part]: members });
  };
  return {
    ...{ ...about, area: 'Amazon Connect' },
    make: (stage) => set(stage, wrong),
    mend: (stage) => set(stage, right),
    isMade(stage) {
      const found = find(stage);
      return Object.entries(wrong).every(
        ([name, value]) => JSON.stringify(found?.[name as keyof typeof found]) === JSON.stringify(value),
      );
    },
  };
}

const LOOK_UP = 'DescribeUser';

export const CONNECT_MISTAKES: readonly Mistake[] = [
  {
    id: 'outbound-calls',
    area: 'Amazon Connect',
    title: 'Outbound calls are not enabled for the instance.',
    make: ({ connect }) => {
      connect.seed.instance = { ...connect.seed.instance, outboundCallsEnabled: false };
    },
    mend: ({ connect }) => {
      connect.seed.instance = { ...connect.seed.instance, outboundCallsEnabled: true };
    },
    isMade: ({ connect }) => !connect.seed.instance.outboundCallsEnabled,
  },
  otherwise(
    { id: 'sms-flow', title: 'The flow for SMS was saved, but never published.' },
    { part: 'flows', member: SEED_IDS.smsFlow },
    { wrong: { status: 'SAVED' }, right: { status: 'PUBLISHED' } },
  ),
  otherwise(
    { id: 'whatsapp-flow', title: 'The flow for WhatsApp was archived.' },
    { part: 'flows', member: SEED_IDS.whatsAppFlow },
    { wrong: { state: 'ARCHIVED' }, right: { state: 'ACTIVE' } },
  ),
  otherwise(
    { id: 'voice-flow', title: 'The flow for calls is an agent whisper.' },
    { part: 'flows', member: SEED_IDS.voiceFlow },
    { wrong: { type: 'AGENT_WHISPER' }, right: { type: 'CONTACT_FLOW' } },
  ),
  otherwise(
    { id: 'sales-sender', title: 'The SMS number of Sales belongs to another instance.' },
    { part: 'phoneNumbers', member: SEED_IDS.salesSmsNumber },
    { wrong: { instanceId: ANOTHER_INSTANCE }, right: { instanceId: undefined } },
  ),
  otherwise(
    { id: 'whatsapp-sender', title: 'The number for WhatsApp was imported for SMS.' },
    { part: 'phoneNumbers', member: SEED_IDS.whatsAppNumber },
    { wrong: { capabilities: ['SMS'] }, right: { capabilities: ['WHATSAPP'] } },
  ),
  otherwise(
    { id: 'caller-id', title: 'The queue of calls has no number that they come from.' },
    { part: 'queues', member: SEED_IDS.supportQueue },
    { wrong: { callerIdNumberId: undefined }, right: { callerIdNumberId: SEED_IDS.voiceNumber } },
  ),
  {
    id: 'permission',
    area: 'Amazon Connect',
    title: "The app's role may not look agents up (connect:DescribeUser).",
    make: ({ connect }) => connect.deny(LOOK_UP, true),
    mend: ({ connect }) => connect.deny(LOOK_UP, false),
    isMade: ({ connect }) => connect.isDenied(LOOK_UP),
  },
];
