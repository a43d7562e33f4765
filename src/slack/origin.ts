import * as z from 'zod';

const id = z.string().nullish().catch(undefined);
const place = z.object({ id, enterprise_id: id }).nullish().catch(undefined);
const isOrgWide = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .nullish()
  .catch(undefined);

/** In whichever of Slack's forms. What is missing or of another type is not known. */
const origin = z.object({
  api_app_id: id,
  is_enterprise_install: isOrgWide,
  team_id: id,
  enterprise_id: id,
  team: place,
  enterprise: place,
  user: z.object({ team_id: id }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: id }).nullish().catch(undefined),
  authorizations: z
    .tuple([z.object({ team_id: id, enterprise_id: id, is_enterprise_install: isOrgWide })], z.unknown())
    .nullish()
    .catch(undefined),
});

type Known = string | null | undefined;

/** Where a payload comes from, and for which installation. */
interface Origin {
  appId: Known;
  /** Of an event: where the app is installed that hears of it. It may name no workspace. */
  installed?: { team: Known };
  enterprise: Known;
  /** The app is installed in the whole organization. */
  isOrgWide: boolean;
  /** The workspace that it happened in, or the person's. */
  team: Known;
  /** Of a modal: where the app is installed that has opened it. */
  openedFrom: Known;
}

/** Undefined where the payload is none. */
export function originOf(payload: unknown): Origin | undefined {
  const { data: from } = origin.safeParse(payload);
  if (!from) return undefined;
  const [installed] = from.authorizations ?? [];
  return {
    appId: from.api_app_id,
    ...(installed && { installed: { team: installed.team_id } }),
    enterprise:
      installed?.enterprise_id ?? from.enterprise_id ?? from.enterprise?.id ?? from.team?.enterprise_id,
    isOrgWide: installed?.is_enterprise_install ?? from.is_enterprise_install ?? false,
    team: from.team_id ?? from.team?.id ?? from.user?.team_id,
    openedFrom: from.view?.app_installed_team_id,
  };
}
