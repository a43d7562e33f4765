import type { Identity } from './identity.ts';
import { originOf } from './origin.ts';

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
  const from = originOf(payload);
  if (!from) return true;
  if (appId && from.appId && from.appId !== appId) return false;
  if (enterpriseId !== undefined && from.enterprise === enterpriseId) return true;
  // An event names where it happened, too; an app of a whole organisation hears of no workspace but the person's.
  const team = from.installed?.team ?? from.team;
  return [team, from.openedFrom].every((one) => !one || !teamId || one === teamId);
}
