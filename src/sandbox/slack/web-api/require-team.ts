import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';

/**
 * With a token of a whole organization, some methods have to be told the workspace.
 * https://docs.slack.dev/enterprise/developing-for-enterprise-orgs
 * @throws SlackError missing_argument, team_access_not_granted
 */
export function requireTeam({ team, people }: Workspace, args: Arguments): Record<never, never> {
  if (!team.isOrgWide) return {};
  const asked = args.string('team_id');
  if (asked === undefined) throw new SlackError('missing_argument', ['missing required field: team_id']);
  const teams = [...people.values()].flatMap(({ team_id, enterprise_user }) => [
    team_id,
    ...(enterprise_user?.teams ?? []),
  ]);
  if (!teams.includes(asked)) throw new SlackError('team_access_not_granted');
  return {};
}
