import type { Conversation, PersonRecord, WorkspaceState } from './types.ts';

const TEAM = 'T0REACHOUT';
const PARTNER_TEAM = 'T0PARTNER1';
const SISTER_TEAM = 'T0SISTER01';
const BOT_USER = 'U0APPBOT01';

/** The ids of the default workspace, by the names that tests and pages call them. */
export const seedIds = {
  team: TEAM,
  partnerTeam: PARTNER_TEAM,
  botUser: BOT_USER,
  ada: 'U0ADA00001',
  grace: 'U0GRACE001',
  kenji: 'U0KENJI001',
  guest: 'U0GUEST001',
  singleChannelGuest: 'U0GUEST002',
  deactivated: 'U0GONE0001',
  partner: 'U0PARTNER1',
  /** Of this workspace and a sister of it in one organization (Enterprise Grid), which has an id of its own for her. */
  grid: 'U0NADIA001',
  gridInOrganization: 'W0NADIA001',
  otherBot: 'U0OTHERBOT',
  support: 'C0SUPPORT1',
  random: 'C0RANDOM01',
  vip: 'C0VIP00001',
  board: 'C0BOARD001',
  partners: 'C0PARTNERS',
  archived: 'C0ARCHIVE1',
  adaAndGrace: 'D0ADAGRACE',
  group: 'G0ADAGRAKE',
  supportGroup: 'S0SUPPORT1',
} as const;

const people: PersonRecord[] = [
  person(seedIds.ada, 'ada', 'Ada Lovelace', 'Europe/London', 'en-GB', { is_admin: true }),
  person(seedIds.grace, 'grace', 'Grace Hopper', 'America/New_York', 'en-US'),
  person(seedIds.kenji, 'kenji', 'Kenji Mori', 'Asia/Tokyo', 'ja-JP'),
  person(seedIds.guest, 'gus', 'Gus Guest', 'Europe/Paris', 'fr-FR', { is_restricted: true }),
  person(seedIds.singleChannelGuest, 'gina', 'Gina Guest', 'Europe/Madrid', 'es-ES', {
    is_restricted: true,
    is_ultra_restricted: true,
  }),
  person(seedIds.deactivated, 'dora', 'Dora Departed', 'Europe/Berlin', 'de-DE', { deleted: true }),
  { ...person(seedIds.partner, 'pat', 'Pat Partner', 'America/Chicago', 'en-US'), team_id: PARTNER_TEAM },
  {
    ...person(seedIds.grid, 'nadia', 'Nadia Grid', 'Europe/Paris', 'fr-FR'),
    team_id: SISTER_TEAM,
    enterprise_user: {
      id: seedIds.gridInOrganization,
      enterprise_id: 'E0REACHOUT',
      enterprise_name: 'Reach Out Group',
      teams: [SISTER_TEAM, TEAM],
    },
  },
  person(seedIds.otherBot, 'otherbot', 'Other Bot', 'Etc/UTC', 'en-US', { is_bot: true }),
  person(BOT_USER, 'reach_out', 'Reach Out', 'Etc/UTC', 'en-US', { is_bot: true }),
];

const conversations: Conversation[] = [
  {
    id: seedIds.support,
    kind: 'public',
    name: 'support',
    members: [
      seedIds.ada,
      seedIds.grace,
      seedIds.kenji,
      seedIds.grid,
      seedIds.guest,
      seedIds.singleChannelGuest,
      BOT_USER,
    ],
  },
  {
    id: seedIds.random,
    kind: 'public',
    name: 'random',
    members: [seedIds.ada, seedIds.grace, seedIds.kenji],
  },
  { id: seedIds.vip, kind: 'private', name: 'vip', members: [seedIds.ada, seedIds.grace, BOT_USER] },
  { id: seedIds.board, kind: 'private', name: 'board', members: [seedIds.ada, seedIds.kenji] },
  {
    id: seedIds.partners,
    kind: 'public',
    name: 'partners',
    members: [seedIds.ada, seedIds.partner, BOT_USER],
    is_ext_shared: true,
  },
  {
    id: seedIds.archived,
    kind: 'public',
    name: 'archived',
    members: [seedIds.ada, BOT_USER],
    is_archived: true,
  },
  ...people.filter((one) => !one.is_bot && !one.deleted).map((one) => directMessageWithApp(one.id)),
  { id: seedIds.adaAndGrace, kind: 'im', name: '', members: [seedIds.ada, seedIds.grace] },
  {
    id: seedIds.group,
    kind: 'mpim',
    name: 'mpdm-ada--grace--kenji-1',
    members: [seedIds.ada, seedIds.grace, seedIds.kenji],
  },
];

/** The conversation between a seeded person and the app. */
export function appDirectMessageId(user: string): string {
  return `D${user.slice(1)}`;
}

/** The default workspace; a fresh copy each time, to be changed at will before it is given to the server. */
export function defaultSeed(): WorkspaceState {
  return structuredClone({
    team: { id: TEAM, name: 'Reach Out Sandbox', domain: 'reach-out-sandbox' },
    app: { id: 'A0REACHOUT', name: 'Reach Out', bot_id: 'B0APPBOT01', bot_user_id: BOT_USER },
    people,
    userGroups: [
      {
        id: seedIds.supportGroup,
        handle: 'support-team',
        name: 'Support team',
        users: [seedIds.ada, seedIds.kenji],
      },
    ],
    conversations,
    messages: [],
    views: {},
    homes: {},
    sequence: { id: 0, lastTsMicroseconds: 0 },
  });
}

function person(
  id: string,
  name: string,
  real_name: string,
  tz: string,
  locale: string,
  flags: Partial<PersonRecord> = {},
): PersonRecord {
  return { id, team_id: TEAM, name, real_name, tz, locale, ...flags };
}

function directMessageWithApp(user: string): Conversation {
  return { id: appDirectMessageId(user), kind: 'im', name: '', members: [user, BOT_USER] };
}
