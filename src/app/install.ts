import { install } from '../domain/installation/install.ts';
import { mayInstall } from '../domain/installation/may-install.ts';
import { manifestInForce } from './doctor/manifest.ts';
import type { Engine } from './engine.ts';
import type { Site } from './site.ts';
import type { Store } from './store.ts';

/** Where the app is installed by OAuth, its pages on the way there; at the same port in both modes. */
export async function openInstaller(
  { config, log, port }: Site,
  { store, engine }: { store: Store; engine: Engine },
): Promise<void> {
  const { oauth, apiUrl } = config.slack;
  if (!oauth) return;
  if (config.allowedWorkspaces.length === 0)
    log.warn(
      {},
      'Every workspace that Slack lets install the app may do so, and reach out through your Amazon Connect instance: REACH_OUT_ALLOWED_WORKSPACES names those that may',
    );
  // Loaded by those alone who have it.
  const { createInstaller } = await import('../slack/oauth.ts');
  const { manifest } = manifestInForce(config);
  const options = { ...oauth, apiUrl, scopes: manifest.oauth_config.scopes.bot };
  const routes = createInstaller(options, {
    log,
    mayInstall: (installation) => mayInstall(installation, config.allowedWorkspaces),
    async install(installation) {
      await install(store.installations, installation);
      engine.workspaces.forget(installation.id);
      engine.worker.wake();
    },
  });
  port.serve(routes);
}
