import * as z from 'zod';

const id = z.string().nullish().catch(undefined);
const isOrgWide = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .nullish()
  .catch(undefined);

/** Which installation a payload is for, in whichever of Slack's forms. What is missing or of another type is not known. */
const origin = z.object({
  is_enterprise_install: isOrgWide,
  team_id: id,
  enterprise_id: id,
  team: z.object({ id, enterprise_id: id }).nullish().catch(undefined),
  enterprise: z.object({ id }).nullish().catch(undefined),
  user: z.object({ team_id: id }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: id }).nullish().catch(undefined),
  authorizations: z
    .tuple([z.object({ team_id: id, enterprise_id: id, is_enterprise_install: isOrgWide })], z.unknown())
    .nullish()
    .catch(undefined),
});

/**
 * The workspace and the organization that a payload may be for, the likelier first. An event says where the app is
 * installed that hears of it, and a modal where the app is that has opened it; otherwise it is where the person is.
 * Sources: Slack, Events API, "authorizations"; views, `app_installed_team_id`.
 */
export function installationIds(payload: unknown): string[] {
  const { data: from } = origin.safeParse(payload);
  if (!from) return [];
  const [installed] = from.authorizations ?? [];
  const enterprise =
    installed?.enterprise_id ?? from.enterprise_id ?? from.enterprise?.id ?? from.team?.enterprise_id;
  const isOfAll = installed?.is_enterprise_install ?? from.is_enterprise_install ?? false;
  const team = installed
    ? installed.team_id
    : (from.view?.app_installed_team_id ?? from.team_id ?? from.team?.id ?? from.user?.team_id);
  const ids = isOfAll ? [enterprise, team] : [team, enterprise];
  return [...new Set(ids.filter((one) => typeof one === 'string' && one !== ''))] as string[];
}
