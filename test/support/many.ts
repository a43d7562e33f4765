import type { Message, Person, PersonFile } from '../../src/sandbox/slack/index.ts';
import { buttonsOf, opened, textOf } from './steps.ts';
import type { World } from './world.ts';

/** Numbers that nobody has, all in Seattle, where it is always open by `any-hour.yaml`. */
export function numbersFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `+1206${String(5_550_100 + first + at)}`);
}

/** A CSV file with a column for the number and one for the name. */
export function csvOf(numbers: string[]): PersonFile {
  const rows = numbers.map((number, at) => `${number},Customer ${at + 1}`);
  return { name: 'customers.csv', content: ['phone,name', ...rows].join('\n') };
}

/** The message that a list has, once it says this. */
export function listMessage(world: World, id: string, text = '', timeoutMs = 10_000): Promise<Message> {
  return world.slack.waitFor(
    () => listParts(world, id, 'list').find((message) => textOf(message).includes(text)),
    { timeoutMs },
  );
}

export function listParts({ slack }: World, id: string, part: string): Message[] {
  return [...slack.workspace.conversations.keys()].flatMap((conversation) =>
    slack.messages(conversation).filter(({ metadata }) => {
      const { list_id, part: found } = metadata?.event_payload ?? {};
      return list_id === id && found === part;
    }),
  );
}

/** Sends a list by the command, and resolves to its id. */
export async function sendList(
  world: World,
  person: Person,
  file: PersonFile,
  { message = 'Hi {{name}}', channel = 'sms', conversation = '#support' } = {},
): Promise<string> {
  const view = await opened(world, person, () => person.command(conversation, '/reach-out many'));
  const { id } = person.upload(file);
  await person.fill('message', message);
  await person.choose('channel', channel);
  await person.choose('file', [id]);
  const { list_id } = JSON.parse(String(view.definition.private_metadata)) as { list_id: string };
  await person.submit();
  return list_id;
}

/** Presses a button of a list's message, once it has that. */
export async function pressList(world: World, person: Person, id: string, button: string): Promise<void> {
  const message = await world.slack.waitFor(() =>
    listParts(world, id, 'list').find((one) => buttonsOf(one).includes(button)),
  );
  await person.press(button, {
    conversation: message.conversation,
    ts: message.ts,
    confirm: true,
  });
}

/** How often Amazon Connect was asked to start a contact with each number. */
export function startsByNumber({ connect }: World): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { customer } of connect.contacts())
    counts.set(customer.address, (counts.get(customer.address) ?? 0) + 1);
  return counts;
}
