import { ENGINE } from '../kernel/actor.ts';
import type { Context } from '../kernel/context.ts';
import type { Installation } from './installation.ts';
import type { Installations } from './installations.ts';

/** The app was installed somewhere, or installed there again. */
export async function install(installations: Installations, installation: Installation): Promise<void> {
  const { id, name, isOrgWide, installedBy: userId } = installation;
  await installations.save(installation, {
    actor: { kind: 'slack_user', userId, door: 'install' },
    action: 'installed',
    detail: { in: id, name, ...(isOrgWide && { isOrgWide }) },
  });
}

/** The app is installed there no more. `reason`: Slack's word for it. Resolves to whether that is news. */
export async function uninstall(
  { installations, log }: { installations: Installations; log: Context['log'] },
  installation: Installation,
  reason: string,
): Promise<boolean> {
  const { id } = installation;
  const isNews = await installations.remove(installation, {
    actor: ENGINE,
    action: 'uninstalled',
    detail: { in: id, reason },
  });
  if (isNews) log.warn({ installation: id, reason }, 'Reach Out is installed there no more');
  return isNews;
}
