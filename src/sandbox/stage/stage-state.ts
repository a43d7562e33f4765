import type { Contact, SimulatedConnect } from '../connect/index.ts';
import type { ContactCard, QueueStatus, SandboxState } from '../page-api.ts';
import type { Stage } from './stage.ts';

type StageState = Omit<
  SandboxState,
  'run' | 'seq' | 'app' | 'notices' | 'faults' | 'settings' | 'commands' | 'shortcuts' | 'appHome'
>;

/** What the simulators know, as the page sees it. Shares their objects: write it down before anything happens. */
export function stageState(stage: Stage): StageState {
  const { slack, connect } = stage;
  const { workspace } = slack;
  const { seed } = connect;
  return {
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
    queue: queueStatus(stage),
  };
}

export function contactCard(connect: SimulatedConnect, contact: Contact): ContactCard {
  return { contact, possible: connect.possible(contact.id) };
}

export function queueStatus({ sqs }: Stage): QueueStatus {
  const inFlight = sqs.inFlight().length;
  return { waiting: sqs.messages().length - inFlight, inFlight, dead: sqs.deadLetters().length };
}
