import type { Json } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { PersonRecord } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import type { Methods } from './method.ts';
import { pageOf } from './page.ts';
import { requireTeam } from './require-team.ts';

/** users.* and usergroups.*: https://docs.slack.dev/reference/methods/users.info */
export const userMethods: Methods = {
  'users.info': {
    scopes: ['users:read'],
    run: ({ args, context: { workspace } }) => {
      const person = findPerson(workspace, args.requiredString('user'));
      if (!person) throw new SlackError('user_not_found');
      return { user: personJson(person, workspace.now(), args.boolean('include_locale')) };
    },
  },
  'users.list': {
    scopes: ['users:read'],
    run: ({ args, context: { workspace } }) => {
      const { items, response_metadata } = pageOf([...workspace.people.values()], args);
      const withLocale = args.boolean('include_locale');
      return {
        members: items.map((person) => personJson(person, workspace.now(), withLocale)),
        cache_ts: Math.floor(workspace.now() / 1000),
        response_metadata,
      };
    },
  },
  'usergroups.list': {
    scopes: ['usergroups:read'],
    run: ({ args, context: { workspace } }) => ({
      ...requireTeam(workspace, args),
      usergroups: [...workspace.userGroups.values()].map(({ users, ...group }) => ({
        ...group,
        team_id: workspace.team.id,
        is_usergroup: true,
        user_count: users.length,
        ...(args.boolean('include_users') ? { users } : {}),
      })),
    }),
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    run: ({ args, context: { workspace } }) => {
      requireTeam(workspace, args);
      const group = workspace.userGroups.get(args.requiredString('usergroup'));
      if (!group) throw new SlackError('no_such_subteam');
      return { users: group.users };
    },
  },
};

/** By the workspace's id or by that of the organization, which Slack takes interchangeably. */
function findPerson({ people }: Workspace, id: string): PersonRecord | undefined {
  return people.get(id) ?? [...people.values()].find(({ enterprise_user }) => enterprise_user?.id === id);
}

/** A user object: https://docs.slack.dev/reference/objects/user-object */
function personJson(person: PersonRecord, nowMs: number, withLocale: boolean): Json {
  const { id, team_id, name, real_name, tz, locale } = person;
  const profile = { real_name, display_name: name, real_name_normalized: real_name, team: team_id };
  if (person.deleted) {
    return { id, team_id, name, deleted: true, profile, is_bot: person.is_bot === true, is_app_user: false };
  }
  return {
    id,
    team_id,
    name,
    deleted: false,
    real_name,
    tz,
    tz_label: tz,
    tz_offset: offsetSeconds(tz, nowMs),
    profile,
    is_admin: person.is_admin === true,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.is_restricted === true,
    is_ultra_restricted: person.is_ultra_restricted === true,
    is_bot: person.is_bot === true,
    is_app_user: false,
    ...(person.enterprise_user
      ? { enterprise_user: { ...person.enterprise_user, is_admin: false, is_owner: false } }
      : {}),
    ...(withLocale ? { locale } : {}),
  };
}

/** Making one takes longer than all the rest of users.info. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>();

/** Seconds east of UTC in that zone at that moment. */
function offsetSeconds(tz: string, nowMs: number): number {
  let format = offsetFormats.get(tz);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' });
    offsetFormats.set(tz, format);
  }
  const parts = format.formatToParts(nowMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
