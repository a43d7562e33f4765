import { type Json, stringAt } from './json.ts';
import type { OpenView } from './types.ts';
import type { Workspace } from './workspace.ts';

/** A view as Slack gives it back: in answers of views.* and in every payload that concerns it. */
export function viewJson(workspace: Workspace, view: OpenView): Json {
  const { definition } = view;
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: view.type,
    blocks: definition.blocks,
    private_metadata: stringAt(definition, 'private_metadata') ?? '',
    callback_id: stringAt(definition, 'callback_id') ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: definition.clear_on_close === true,
    notify_on_close: definition.notify_on_close === true,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previous_view_id,
    root_view_id: view.root_view_id,
    app_id: workspace.app.id,
    external_id: view.external_id,
    app_installed_team_id: workspace.team.isOrgWide ? workspace.team.enterprise?.id : workspace.team.id,
    bot_id: workspace.app.bot_id,
  };
}
