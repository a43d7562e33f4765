import type { SandboxState } from '../../page-api.ts';
import { conversationsOf } from '../../page-state.ts';
import type { Conversation, PersonRecord } from '../../slack/index.ts';
import type { Directory } from '../block-kit/directory.ts';

/** Those one can be in the sandbox: not bots, and nobody who has left. */
export function playable({ people }: Pick<SandboxState, 'people'>): PersonRecord[] {
  return people.filter(({ is_bot, deleted }) => !is_bot && !deleted);
}

function personOf({ people }: Pick<SandboxState, 'people'>, id: string): PersonRecord | undefined {
  return people.find((person) => person.id === id);
}

/** What sets a person apart, in a word. */
export function roleOf(
  person: PersonRecord,
  { team, userGroups }: Pick<SandboxState, 'team' | 'userGroups'>,
): string {
  if (person.is_ultra_restricted) return 'Single-channel guest';
  if (person.is_restricted) return 'Guest';
  if (!isOfTeam(person, team.id)) return 'Another company';
  if (person.is_admin) return 'Admin';
  return userGroups.find(({ users }) => users.includes(person.id))?.name ?? 'Member';
}

/** In Enterprise Grid one person may belong to several workspaces, of which `team_id` is one. */
function isOfTeam({ team_id, enterprise_user }: PersonRecord, team: string): boolean {
  return team_id === team || enterprise_user?.teams.includes(team) === true;
}

/** Guests and people of other companies are only where they were invited. */
export function mayJoin(state: SandboxState, as: string): boolean {
  const person = personOf(state, as);
  return person !== undefined && !person.is_restricted && isOfTeam(person, state.team.id);
}

/** What a conversation is called for the person: direct messages by who else is in them. */
export function titleOf(state: Pick<SandboxState, 'people'>, conversation: Conversation, as: string): string {
  if (conversation.kind === 'public' || conversation.kind === 'private') return conversation.name;
  const others = conversation.members.filter((id) => id !== as);
  return others.map((id) => personOf(state, id)?.real_name ?? id).join(', ');
}

export function isAppConversation(state: SandboxState, { kind, members }: Conversation): boolean {
  return kind === 'im' && members.includes(state.slackApp.bot_user_id);
}

export function hasApp(state: SandboxState, { members }: Conversation): boolean {
  return members.includes(state.slackApp.bot_user_id);
}

/** What names are made of; it changes seldom, and all that shows names with it. */
type Names = Pick<SandboxState, 'people' | 'conversations' | 'userGroups' | 'turnedMs'>;

export function directoryFor(state: Names, viewer: PersonRecord): Directory {
  const name = (id: string) => personOf(state, id)?.real_name;
  return {
    viewer: { ...viewer, turnedMs: state.turnedMs },
    people: playable(state).map(({ id, real_name }) => ({ id, name: real_name })),
    conversations: conversationsOf(state, viewer.id)
      .filter(({ is_archived }) => !is_archived)
      .map((one) => ({ id: one.id, name: withMark(one, titleOf(state, one, viewer.id)) })),
    personName: name,
    conversationName: (id) => state.conversations.find((one) => one.id === id)?.name || undefined,
    groupName: (id) => state.userGroups.find((one) => one.id === id)?.handle,
  };
}

function withMark({ kind }: Conversation, title: string): string {
  return kind === 'public' || kind === 'private' ? `#${title}` : title;
}

export function Avatar({ id, name, isApp = false }: { id: string; name: string; isApp?: boolean }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <span className={`avatar ${isApp ? 'avatar-app' : `avatar-${shade(id)}`}`} aria-hidden="true">
      {isApp ? '↗' : initials}
    </span>
  );
}

/** One of six quiet colours, the same each time for the same person. */
function shade(id: string): number {
  return [...id].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 6;
}
