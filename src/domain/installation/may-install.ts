import type { Installation } from './installation.ts';

/**
 * Whether whoever runs the app lets it be installed there: the workspace is named, or the organization that it belongs to.
 * Slack lets every workspace install an app that is distributed, and all share one Amazon Connect instance.
 */
export function mayInstall(
  { id, enterpriseId }: Pick<Installation, 'id' | 'enterpriseId'>,
  allowed: readonly string[],
): boolean {
  return [id, enterpriseId].some((one) => one !== undefined && allowed.includes(one));
}
