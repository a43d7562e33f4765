import {
  appDirectMessageId,
  type Conversation,
  type PersonRecord,
  seedIds,
  type UserGroup,
  type WorkspaceState,
} from '../slack/index.ts';

/** Who and what the sandbox's policy names, beside the default workspace. */
export const castIds = {
  lena: 'U0LENA0001',
  sam: 'U0SAM00001',
  leadsGroup: 'S0LEADS001',
  salesGroup: 'S0SALES001',
  leads: 'C0LEADS001',
  sales: 'C0SALES001',
} as const;

const { team, botUser, ada, grace, kenji } = seedIds;
const { lena, sam } = castIds;

const people: PersonRecord[] = [
  {
    ...{ id: lena, team_id: team, name: 'lena', real_name: 'Lena Okafor' },
    ...{ tz: 'America/New_York', locale: 'en-US' },
  },
  {
    ...{ id: sam, team_id: team, name: 'sam', real_name: 'Sam Reyes' },
    ...{ tz: 'America/Los_Angeles', locale: 'en-US' },
  },
];

const userGroups: UserGroup[] = [
  { id: castIds.leadsGroup, handle: 'leads', name: 'Leads', users: [lena] },
  { id: castIds.salesGroup, handle: 'sales-team', name: 'Sales', users: [sam] },
];

const conversations: Conversation[] = [
  { id: castIds.sales, kind: 'public', name: 'sales', members: [sam, ada, botUser] },
  { id: castIds.leads, kind: 'private', name: 'leads', members: [lena, ada, botUser] },
  ...[lena, sam].map((id) => ({
    ...{ id: appDirectMessageId(id), kind: 'im' as const, name: '' },
    members: [id, botUser],
  })),
];

/** The workspace with somebody for each rule of the policy, all of them in #support. */
export function withCast(workspace: WorkspaceState): WorkspaceState {
  const colleagues = workspace.people.findIndex(({ id }) => id === kenji) + 1;
  return {
    ...workspace,
    // Before the guests, as the page lists them.
    people: workspace.people.toSpliced(colleagues, 0, ...people),
    userGroups: [
      ...workspace.userGroups.map((group) =>
        group.id === seedIds.supportGroup ? { ...group, users: [ada, grace, kenji] } : group,
      ),
      ...userGroups,
    ],
    conversations: [
      ...workspace.conversations.map((one) =>
        one.id === seedIds.support ? { ...one, members: [...one.members, lena, sam] } : one,
      ),
      ...conversations,
    ],
  };
}
