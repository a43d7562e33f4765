import { agentNow } from '../../domain/contact/contact.ts';
import {
  type Conversation,
  hasOptedOut,
  isHeldUp,
  isUnread,
} from '../../domain/conversation/conversation.ts';
import type { Heard, Kind, Speaker } from '../../domain/conversation/line.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Names } from '../names.ts';
import { escapeText, truncate } from '../text.ts';

const SPEAKERS: Record<Speaker, string> = {
  customer: 'Customer',
  agent: 'Agent',
  supervisor: 'Supervisor',
  bot: 'Bot',
  system: 'Flow',
};

const LONGEST_NAME = 80;

/** "Customer", "Agent Ana Ruiz", as it is said: to be escaped. Whatever name a customer gives, they are the customer. */
export function speakerText({ speaker, name }: Pick<Heard, 'speaker' | 'name'>): string {
  const role = SPEAKERS[speaker];
  const isNamed = name !== undefined && (speaker === 'agent' || speaker === 'supervisor');
  return isNamed ? `${role} ${nameText(name)}` : role;
}

/** A name that changes nothing around it. */
function nameText(name: string): string {
  return truncate(name.replaceAll(/[*_~`]/g, ''), LONGEST_NAME);
}

/** The name of the agent who has the conversation, where it is known; as plain text. */
function agentNameOf(reachOut: ReachOut, names: Pick<Names, 'agent'>): string | undefined {
  const agentId = agentNow(reachOut.contact);
  return (agentId && names.agent(agentId)) || reachOut.conversation?.agentName;
}

/** The same in Slack's markup: "*Ana Ruiz*". */
export function agentOf(reachOut: ReachOut, names: Pick<Names, 'agent'>): string | undefined {
  const name = agentNameOf(reachOut, names);
  return name && `*${escapeText(nameText(name))}*`;
}

/** "With *Ana Ruiz*, what you write here stays in Slack". */
export function withAgentText(agent = 'an agent'): string {
  return `With ${agent}, what you write here stays in Slack`;
}

const SENT: Record<Exclude<Kind, 'text'>, string> = {
  attachment: 'sent a file.',
  interactive: 'answered with a form or a list.',
  location: 'sent a location.',
  other: 'sent something that cannot be shown here.',
};

/** In place of words: "sent a file. Open it in Connect." */
export function kindText(what: Exclude<Kind, 'text'>): string {
  return `${SENT[what]} Open it in Amazon Connect.`;
}

/** In place of words that the policy keeps out of Slack: "wrote 2 messages. Read them in Amazon Connect." */
export function keptOutText(count: number, url?: string): string {
  const [what, them] = count === 1 ? ['a message', 'it'] : [`${count} messages`, 'them'];
  return `wrote ${what}. ${readThereText(them, url)}.`;
}

/** The same of what somebody answered elsewhere than in the thread. */
export function answeredText(url?: string): string {
  return `answered the customer. ${readThereText('it', url)}.`;
}

function readThereText(what: string, url: string | undefined): string {
  return url ? `<${url}|Read ${what} in Amazon Connect>` : `Read ${what} in Amazon Connect`;
}

/** On a card, in place of the text. */
export const KEPT_OUT = 'The policy keeps the text out of Slack.';

export const UNREADABLE = "This message can't be shown any more: its key is gone. Read it in Amazon Connect.";

export const OPTED_OUT =
  'They opted out: their number is on the do-not-contact list for this channel from now on.';

export const OPTED_IN = 'They opted in again: their own STOP to this sender counts no more.';

const READ_THERE = 'Read replies in Amazon Connect';

/** What a card says of a chat that can't be followed, or only read; undefined where it is as it should be. */
export function limitText(conversation: Conversation, agent: string | undefined): string | undefined {
  const { reading, writing } = conversation;
  if (reading === 'refused') return READ_THERE;
  if (hasOptedOut(conversation)) return 'They opted out: nothing more is sent to them from here';
  if (writing === 'refused')
    return isUnread(conversation)
      ? 'Read the first replies in Amazon Connect, and answer there'
      : 'Answer in Amazon Connect';
  if (writing === 'agent') return withAgentText(agent);
  if (writing === 'elsewhere') return 'Another thread answers in this conversation';
  if (!isHeldUp(conversation)) return undefined;
  if (reading === 'wanted')
    return "Replies don't come in yet: Amazon Connect doesn't let us. Read them there";
  return writing === 'wanted' ? "Can't be answered from here yet. Answer in Amazon Connect" : undefined;
}

/** The same once it is over. */
export function unreadText(conversation: Conversation): string | undefined {
  return isUnread(conversation) ? READ_THERE : undefined;
}
