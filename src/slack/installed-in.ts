import { originOf } from './origin.ts';

/**
 * The workspace and the organization that a payload may be for, the likelier first. An event says where the app is
 * installed that hears of it, and a modal where the app is that has opened it; otherwise it is where the person is.
 * Sources: Slack, Events API, "authorizations"; views, `app_installed_team_id`.
 */
export function installationIds(payload: unknown): string[] {
  const from = originOf(payload);
  if (!from) return [];
  const { installed, enterprise, isOrgWide } = from;
  const team = installed ? installed.team : (from.openedFrom ?? from.team);
  const ids = isOrgWide ? [enterprise, team] : [team, enterprise];
  return [...new Set(ids.filter((one) => typeof one === 'string' && one !== ''))] as string[];
}
