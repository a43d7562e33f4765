import type { Message, Person, PersonFile } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from './clock.ts';
import { buttonsOf, opened, textOf } from './steps.ts';
import type { World } from './world.ts';

/** Numbers that nobody has, all in Seattle, where it is always open by `any-hour.yaml`. */
export function numbersFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `+1206${String(5_550_100 + first + at)}`);
}

let used = 0;

/** So many that no other test of the file has. */
export function newNumbers(count: number): string[] {
  used += count;
  return numbersFrom(used - count, count);
}

/** A CSV file with a column for the number and one for the name. */
export function csvOf(numbers: string[]): PersonFile {
  const rows = numbers.map((number, at) => `${number},Customer ${at + 1}`);
  return { name: 'customers.csv', content: ['phone,name', ...rows].join('\n') };
}

/** The message that a list has, once it says this. It is edited every three seconds at most, so the clock is turned. */
export async function listMessage(
  world: World,
  id: string,
  text = '',
  { turns = true } = {},
): Promise<Message> {
  const coming = world.slack.waitFor(() =>
    listParts(world, id, 'list').find((message) => textOf(message).includes(text)),
  );
  return turns ? turningUntil(world, coming, { quietMs: 20, busyMs: 200 }) : coming;
}

export function listParts({ slack }: Pick<World, 'slack'>, id: string, part: string): Message[] {
  return [...slack.workspace.conversations.keys()].flatMap((conversation) =>
    slack.messages(conversation).filter(({ metadata }) => {
      const { list_id, part: found } = metadata?.event_payload ?? {};
      return list_id === id && found === part;
    }),
  );
}

/** Sends a list by the command, and resolves to its id. */
export async function sendList(
  world: Pick<World, 'slack'>,
  person: Person,
  file: PersonFile,
  { message = 'Hi {{name}}', channel = 'sms', conversation = '#support' } = {},
): Promise<string> {
  await opened(world, person, () => person.command(conversation, '/reach-out many'));
  const { id } = person.upload(file);
  await person.fill('message', message);
  await person.choose('channel', channel);
  await person.choose('file', [id]);
  return submitList(person);
}

/** Sends the form as it stands; the id of the list. */
export async function submitList(person: Person): Promise<string> {
  const { list_id } = JSON.parse(String(person.view?.definition.private_metadata)) as { list_id: string };
  await person.submit();
  return list_id;
}

/** Presses a button of a list's message, once it has that. */
export async function pressList(
  world: Pick<World, 'slack'>,
  person: Person,
  id: string,
  button: string,
): Promise<void> {
  const message = await world.slack.waitFor(() =>
    listParts(world, id, 'list').find((one) => buttonsOf(one).includes(button)),
  );
  const { conversation, ts } = message;
  await person.press(button, { conversation, ts, confirm: true });
}

/** What a person is told privately in answer to a press. */
export async function answerTo(world: World, person: Person, press: () => Promise<unknown>): Promise<string> {
  const seen = person.ephemerals.length;
  await press();
  return textOf(await world.slack.waitFor(() => person.ephemerals[seen]));
}

/** How often Amazon Connect was asked to start a contact with each of these numbers. */
export function startsOf({ connect }: World, numbers: string[]): number[] {
  const counts = new Map<string, number>();
  for (const { customer } of connect.contacts())
    counts.set(customer.address, (counts.get(customer.address) ?? 0) + 1);
  return numbers.map((number) => counts.get(number) ?? 0);
}
