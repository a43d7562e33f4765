import { elementsOf } from '../../src/sandbox/slack/block-kit/elements.ts';
import type { Message, OpenView, Person } from '../../src/sandbox/slack/index.ts';
import { objectsAt } from '../../src/sandbox/slack/json.ts';
import type { World } from './world.ts';

/** The modal that an action opens. */
export async function opened(
  { slack }: Pick<World, 'slack'>,
  person: Person,
  action: () => Promise<unknown>,
): Promise<OpenView> {
  const before = person.view?.id;
  const answer = await action();
  const opening = slack.waitFor(
    () => {
      const { view } = person;
      return view && view.id !== before ? view : undefined;
    },
    { what: 'a modal' },
  );
  return opening.catch((error) => {
    const { text } = person.ephemerals.at(-1) ?? {};
    throw new Error(`${error.message}; answered by ${JSON.stringify(answer)}, told last: ${text}`, {
      cause: error,
    });
  });
}

export function openByCommand(
  world: World,
  person: Person,
  text: string,
  conversation = '#support',
): Promise<OpenView> {
  return opened(world, person, () => person.command(conversation, `/reach-out ${text}`));
}

/** Takes back the trouble that was ordered, and closes what a person has open. */
export async function calmDown({ slack, qconnect }: World, person: Person): Promise<void> {
  slack.faults.clear();
  qconnect.clearFaults();
  if (person.view) await person.close({ all: true });
}

/** The id that the modal will claim. */
export function reachOutIdOf(view: OpenView): string {
  return metadataOf(view).reach_out_id;
}

export function metadataOf(view: OpenView): { reach_out_id: string; [key: string]: unknown } {
  return JSON.parse(String(view.definition.private_metadata));
}

/** The form sent as it stands, which closes it; the id of the reach-out. */
export async function send(person: Person): Promise<string> {
  const { view } = person;
  if (!view) throw new Error('no modal is open');
  const id = reachOutIdOf(view);
  const submitted = await person.submit();
  if (submitted.kind !== 'closed') throw new Error(`not sent: ${JSON.stringify(submitted)}`);
  return id;
}

/** By the command, with everything in it. */
export async function reachOut(
  world: World,
  person: Person,
  text = '+1 206 555 0152 sms Hi there',
  conversation = '#support',
): Promise<string> {
  await openByCommand(world, person, text, conversation);
  return send(person);
}

/** The messages of one part of a reach-out, wherever they stand. */
export function partsOf({ slack }: World, id: string, part: string): Message[] {
  return [...slack.workspace.conversations.keys()].flatMap((conversation) =>
    slack.messages(conversation).filter(({ metadata }) => {
      const { reach_out_id, part: found } = metadata?.event_payload ?? {};
      return metadata?.event_type === 'reach_out' && reach_out_id === id && found === part;
    }),
  );
}

/** The message of a part, once it stands and, where a text is given, tells that. */
export function told(
  world: World,
  id: string,
  part: string,
  text = '',
  timeoutMs = 20_000,
): Promise<Message> {
  return world.slack.waitFor(
    () => partsOf(world, id, part).find((message) => textOf(message).includes(text)),
    { timeoutMs },
  );
}

/** All that a person can read in a message. */
export function textOf({ text, blocks }: Pick<Message, 'text' | 'blocks'>): string {
  return `${text}\n${textsIn(blocks).join('\n')}`;
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

/** What Amazon Connect was asked to start under this reach-out's ClientToken, call by call. */
export function callsFor({ connect }: World, id: string): Record<string, unknown>[] {
  return connect
    .requests()
    .filter(({ operation }) => operation.startsWith('StartOutbound'))
    .map(({ requestBody }) => JSON.parse(requestBody) as Record<string, unknown>)
    .filter(({ ClientToken }) => ClientToken === id);
}

/** What can be done on a message, by its buttons and its menu, beside what every card has. */
export function buttonsOf({ blocks = [] }: Message): string[] {
  const buttons = elementsOf(blocks).flatMap(({ element, actionId, type }) =>
    type === 'overflow'
      ? objectsAt(element, 'options').map(({ value }) => String(value).split(':')[0] ?? '')
      : [actionId],
  );
  return buttons.filter((button) => button !== 'show_number');
}

/** The texts below the inputs of a modal, by block. */
export function hintsOf(view: OpenView | undefined): Record<string, string> {
  const blocks = (view?.definition.blocks ?? []) as { block_id: string; hint?: { text: string } }[];
  return Object.fromEntries(blocks.flatMap(({ block_id, hint }) => (hint ? [[block_id, hint.text]] : [])));
}

interface Block {
  type: string;
  block_id: string;
  optional?: boolean;
  element?: { focus_on_load?: boolean; options?: object[] };
}

export function blocksOf(view: OpenView | undefined): Block[] {
  return (view?.definition.blocks ?? []) as unknown as Block[];
}

export function blockOf(view: OpenView | undefined, id: string): Block | undefined {
  return blocksOf(view).find(({ block_id }) => block_id === id);
}

export function blockIdsOf(view: OpenView | undefined): string[] {
  return blocksOf(view).map(({ block_id }) => block_id);
}

/**
 * Everything that went to Slack where others can read it: messages, not the modals and private answers
 * of the person who typed the number.
 */
export function publicRequests({ slack }: World): string {
  return JSON.stringify(
    slack.log.entries
      .filter(({ direction, name }) => direction === 'app_to_slack' && !name.startsWith('views.'))
      .map(({ body }) => body),
  );
}
