import * as z from 'zod';
import type { Identity } from './identity.ts';

const id = z.string().nullish().catch(undefined);
const place = z.object({ id, enterprise_id: id }).nullish().catch(undefined);

/** Where a payload comes from, in whichever of Slack's forms. What is missing or of another type is not known. */
const origin = z.object({
  api_app_id: id,
  team_id: id,
  enterprise_id: id,
  team: place,
  enterprise: place,
  user: z.object({ team_id: id }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: id }).nullish().catch(undefined),
  authorizations: z
    .tuple([z.object({ team_id: id, enterprise_id: id })], z.unknown())
    .nullish()
    .catch(undefined),
});

/**
 * Whether a payload is for this app where it is installed: of its workspace, or of another workspace of
 * the same organisation (Enterprise Grid). Who may do what there is for the policy to say. While the app's own
 * id is not known, payloads are told apart by workspace alone.
 */
export function isOurs(
  payload: unknown,
  { teamId, enterpriseId }: Identity,
  appId: string | undefined,
): boolean {
  const { success, data: from } = origin.safeParse(payload);
  if (!success) return true;
  if (appId && from.api_app_id && from.api_app_id !== appId) return false;
  const [installed] = from.authorizations ?? [];
  const enterprise =
    installed?.enterprise_id ?? from.enterprise_id ?? from.enterprise?.id ?? from.team?.enterprise_id;
  if (enterpriseId !== undefined && enterprise === enterpriseId) return true;
  // An event names where it happened, too; an app of a whole organisation hears of no workspace but the person's.
  const team = installed?.team_id ?? from.team_id ?? from.team?.id ?? from.user?.team_id;
  return [team, from.view?.app_installed_team_id].every((one) => !one || !teamId || one === teamId);
}
