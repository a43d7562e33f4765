import { SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

/** Who the app is, and its socket. */
export const authMethods: Methods = {
  'api.test': {
    token: 'none',
    run: ({ args }) => (args.has('error') ? { ok: false, error: args.string('error') } : { args: args.raw }),
  },
  'auth.test': {
    run: ({ context: { workspace } }) => ({
      url: `https://${workspace.team.domain}.slack.com/`,
      team: workspace.team.name,
      user: workspace.people.get(workspace.app.bot_user_id)?.name ?? workspace.app.name,
      team_id: workspace.team.id,
      user_id: workspace.app.bot_user_id,
      bot_id: workspace.app.bot_id,
      ...(workspace.team.enterprise && { enterprise_id: workspace.team.enterprise.id }),
      is_enterprise_install: workspace.team.isOrgWide === true,
    }),
  },
  'bots.info': {
    scopes: ['users:read'],
    run: ({ args, context: { workspace } }) => {
      const { app } = workspace;
      if (args.string('bot') !== app.bot_id) throw new SlackError('bot_not_found');
      return {
        bot: { id: app.bot_id, deleted: false, name: app.name, app_id: app.id, user_id: app.bot_user_id },
      };
    },
  },
  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    run: ({ context }) => ({ url: context.socketUrl() }),
  },
  // https://docs.slack.dev/reference/methods/apps.manifest.export
  'apps.manifest.export': {
    token: 'config',
    run: ({ args, context: { options, workspace } }) => {
      const id = args.requiredString('app_id');
      if (!/^A[A-Z0-9]+$/.test(id)) throw new SlackError('invalid_app_id');
      if (id !== workspace.app.id) throw new SlackError('app_not_found');
      if (!options.manifest) throw new SlackError('failed_export');
      return { manifest: options.manifest };
    },
  },
};
