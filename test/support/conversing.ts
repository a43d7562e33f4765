import { randomBytes } from 'node:crypto';
import type { Contact } from '../../src/sandbox/connect/index.ts';
import { type LogEntry, type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { turningUntil } from './clock.ts';
import { cardOf, contactOf, type Following, startFollowing } from './following.ts';
import { reachOut, textOf, told } from './steps.ts';
import type { World, WorldOptions } from './world.ts';

export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:reach-out-messages';

export interface Conversing extends Following {
  ada: Person;
}

/** The app with conversations: chats are streamed to the queue that the contact events come through, too. */
export async function startConversing(options: WorldOptions = {}): Promise<Conversing> {
  const following = await startFollowing({
    ...options,
    connect: { openChatsAtOnce: true, ...options.connect },
    slack: { manifest: readJson('manifest/manifest.conversations.json'), ...options.slack },
    env: {
      CONNECT_MESSAGES_TOPIC_ARN: TOPIC,
      REACH_OUT_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      ...options.env,
    },
  });
  const { sqs, world } = following;
  world.connect.deliverMessagesTo(sqs, sqs.queueUrl());
  return { ...following, ada: world.slack.as(seedIds.ada) };
}

let lastNumber = 300;

export interface Talk {
  id: string;
  contact: Contact;
  /** The ts of the thread. */
  root: string;
}

/** A chat of Ada's, to a number of its own, once it can be answered. */
export async function talk(
  { world, ada }: Conversing,
  channel = 'sms',
  conversation = '#support',
): Promise<Talk> {
  lastNumber += 1;
  const text = `+1206555${String(lastNumber).padStart(4, '0')} ${channel} Hello`;
  const id = await reachOut(world, ada, text, conversation);
  const contact = await contactOf(world, id);
  const card = await told(world, id, 'card');
  await told(world, id, 'contact_id');
  await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);
  return { id, contact, root: card.ts };
}

/** What the thread tells of the chat, oldest first. */
export function heardIn(world: World, id: string): Message[] {
  return [...world.slack.workspace.conversations.keys()]
    .flatMap((conversation) => world.slack.messages(conversation))
    .filter(({ metadata }) => {
      const { reach_out_id, part } = metadata?.event_payload ?? {};
      return reach_out_id === id && String(part).startsWith('message:');
    });
}

/** A message of the stream, with what differs from a customer's words. */
interface Streamed {
  Id?: string;
  AbsoluteTime?: string;
  Content?: string;
  ContentType?: string;
  Type?: string;
  ParticipantId?: string;
  ParticipantRole?: string;
  DisplayName?: string;
}

let lastStreamed = 0;

/** Something that is said in a chat, or that is not, as SNS hands it to the queue without its envelope. */
export function stream({ sqs }: Conversing, contactId: string, more: Streamed): void {
  lastStreamed += 1;
  const body = {
    ...{ AbsoluteTime: new Date().toISOString(), ContentType: 'text/plain', Id: `streamed-${lastStreamed}` },
    ...{ Type: 'MESSAGE', ParticipantId: 'somebody', DisplayName: '', ParticipantRole: 'CUSTOMER' },
    ...{ InitialContactId: contactId, ContactId: contactId, ...more },
  };
  sqs.send(sqs.queueUrl(), JSON.stringify(body));
}

/** All that the thread tells of the chat, oldest first, in one text. */
export function allHeard(world: World, id: string): string {
  return heardIn(world, id).map(textOf).join('\n');
}

/** What is heard is told a second later, in the order in which it was said; the clock is turned where that is no matter. */
export async function untilHeard(
  { world }: Conversing,
  id: string,
  text: string,
  { timeoutMs = 20_000, turns = true } = {},
) {
  const coming = world.slack.waitFor(() => allHeard(world, id).includes(text), { timeoutMs });
  await (turns ? turningUntil(world, coming) : coming);
}

/** The clock is turned meanwhile. */
export async function untilCard({ world }: Conversing, id: string, text: string, timeoutMs = 20_000) {
  await turningUntil(
    world,
    world.slack.waitFor(() => cardOf(world, id).includes(text), { timeoutMs }),
  );
}

/** The private questions and answers about a text, which are still there. */
export function answersOf(person: Person, text: string): Message[] {
  return person.ephemerals.filter((message) => textOf(message).includes(text));
}

/** Waits for the private question about a text, and presses one of its buttons. */
export async function answerWith(
  { world, ada }: Conversing,
  text: string,
  button: string,
  person: Person = ada,
): Promise<void> {
  const { conversation, ts } = await world.slack.waitFor(() => answersOf(person, text).at(-1));
  await person.press(button, { conversation, ts });
}

/** What stands on the customer's phone, oldest first. */
export function onPhone({ world }: Conversing, { contact }: Pick<Talk, 'contact'>): (string | undefined)[] {
  return world.connect.phone(contact.customer.address).map(({ content }) => content);
}

/** The deliveries of the message that was typed. */
export function typed({ slack }: World, ts: string): LogEntry[] {
  return slack.log.entries.filter(({ direction, name, body }) => {
    const { event } = (body ?? {}) as { event?: { ts?: string } };
    return direction === 'slack_to_app' && name === 'message' && event?.ts === ts;
  });
}

/** The emoji at a message. */
export function marksAt({ slack }: World, ts: string, place = '#support'): string[] {
  const message = slack.messages(place).find((one) => one.ts === ts);
  return (message?.reactions ?? []).map(({ name }) => name);
}
