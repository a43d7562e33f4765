import type { Contact, Published, SimulatedConnect } from '../connect/index.ts';
import type { ChatMessage, ContactCard, QueueStatus, SandboxState } from '../page-api.ts';
import type { Stage } from './stage.ts';

type StageState = Omit<
  SandboxState,
  | 'run'
  | 'seq'
  | 'app'
  | 'notices'
  | 'faults'
  | 'mistakes'
  | 'settings'
  | 'commands'
  | 'shortcuts'
  | 'steps'
  | 'appHome'
>;

/** What the simulators know, as the page sees it. Shares their objects: write it down before anything happens. */
export function stageState(stage: Stage): StageState {
  const { slack, connect, clock } = stage;
  const { workspace } = slack;
  const { seed } = connect;
  return {
    turnedMs: clock.turnedMs(),
    team: workspace.team,
    slackApp: workspace.app,
    people: [...workspace.people.values()],
    userGroups: [...workspace.userGroups.values()],
    conversations: [...workspace.conversations.values()],
    messages: Object.fromEntries(
      [...workspace.conversations.keys()].map((id) => [id, [...slack.messages(id)]]),
    ),
    modals: Object.fromEntries(workspace.stacks),
    homes: Object.fromEntries(workspace.homes),
    account: {
      instanceAlias: seed.instance.alias,
      region: seed.region,
      flows: seed.flows,
      queues: seed.queues,
      phoneNumbers: seed.phoneNumbers,
      agents: seed.agents,
    },
    contacts: connect.contacts().map((contact) => contactCard(connect, contact)),
    contactEvents: connect.recentEvents(),
    chatMessages: connect.recentMessages().map(chatMessage),
    queue: queueStatus(stage),
  };
}

export function contactCard(connect: SimulatedConnect, contact: Contact): ContactCard {
  const card = { contact, possible: connect.possible(contact.id) };
  const chat = connect.chat(contact.id);
  if (!chat) return card;
  // It is the chat's, which goes on with the contact that follows.
  const isCurrent = chat.contactId === contact.id && contact.state !== 'ended';
  const participant = isCurrent ? connect.participant(contact.id)?.displayName : undefined;
  const streamed = isCurrent && chat.stream !== undefined;
  return { ...card, chat: { streamed, ...(participant ? { participant } : {}) } };
}

export function chatMessage({ id, at, item, message, attributes }: Published): ChatMessage {
  const what = item.type === 'EVENT' ? (item.contentType.split('.event.')[1] ?? '') : item.type;
  return { id, at, contactId: item.contactId, role: item.role, what, body: JSON.parse(message), attributes };
}

export function queueStatus({ sqs }: Stage): QueueStatus {
  const inFlight = sqs.inFlight().length;
  return { waiting: sqs.messages().length - inFlight, inFlight, dead: sqs.deadLetters().length };
}
