import type { Methods } from './method.ts';

/** api.test, auth.test and apps.connections.open. */
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
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': {
    token: 'app',
    run: ({ context }) => ({ url: context.socketUrl() }),
  },
};
