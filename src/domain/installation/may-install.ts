import type { Installation } from './installation.ts';

/**
 * Whether whoever runs the app lets it be installed there: nobody is named, the workspace is, or the organization that it
 * belongs to.
 * Slack lets every workspace install an app that is distributed, and all share one Amazon Connect instance.
 */
export function mayInstall(
  { id, enterpriseId }: Pick<Installation, 'id' | 'enterpriseId'>,
  allowed: readonly string[],
): boolean {
  return allowed.length === 0 || [id, enterpriseId].some((one) => one !== undefined && allowed.includes(one));
}
