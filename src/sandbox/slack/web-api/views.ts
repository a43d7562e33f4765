import { validateView } from '../block-kit/view.ts';
import { requireViewScopes } from '../block-kit/view-scopes.ts';
import { SlackError } from '../slack-error.ts';
import type { OpenView } from '../types.ts';
import { viewJson } from '../view-json.ts';
import { findView, openView, publishHome, pushView, updateView } from '../views.ts';
import type { Workspace } from '../workspace.ts';
import type { Arguments } from './arguments.ts';
import type { Methods } from './method.ts';

/** views.open, push, update and publish: https://docs.slack.dev/reference/methods/views.open */
export const viewMethods: Methods = {
  'views.open': {
    run: ({ args, context: { workspace, triggers, options } }) => {
      const triggerId = args.string('trigger_id') ?? args.requiredString('interactivity_pointer');
      const definition = args.requiredObject('view');
      const { user, conversation } = triggers.originOf(triggerId);
      validateView(definition, 'modal');
      requireViewScopes(options, definition);
      const view = openView(workspace, user, definition, conversation);
      triggers.exchange(triggerId);
      return { view: viewJson(workspace, view) };
    },
  },
  'views.push': {
    run: ({ args, context: { workspace, triggers, options } }) => {
      const triggerId = args.string('trigger_id') ?? args.requiredString('interactivity_pointer');
      const definition = args.requiredObject('view');
      const { user } = triggers.originOf(triggerId);
      validateView(definition, 'modal');
      requireViewScopes(options, definition);
      const view = pushView(workspace, user, definition);
      triggers.exchange(triggerId);
      return { view: viewJson(workspace, view) };
    },
  },
  'views.update': {
    run: ({ args, context: { workspace, options } }) => {
      const definition = args.requiredObject('view');
      const view = addressedView(workspace, args);
      validateView(definition, view.type);
      requireViewScopes(options, definition);
      return { view: viewJson(workspace, updateView(workspace, view, definition, args.string('hash'))) };
    },
  },
  'views.publish': {
    run: ({ args, context: { workspace, options } }) => {
      if (!options.appHome.hasHome) throw new SlackError('not_enabled');
      const user = args.requiredString('user_id');
      const definition = args.requiredObject('view');
      const person = workspace.people.get(user);
      if (!person) throw new SlackError('invalid_arguments', ['invalid `user_id`']);
      validateView(definition, 'home');
      return { view: viewJson(workspace, publishHome(workspace, user, definition, args.string('hash'))) };
    },
  },
};

function addressedView(workspace: Workspace, args: Arguments): OpenView {
  const viewId = args.string('view_id');
  const externalId = args.string('external_id');
  if (viewId === undefined && externalId === undefined) {
    throw new SlackError('invalid_arguments', ['missing required field: view_id']);
  }
  const view = findView(workspace, ({ id, external_id }) =>
    viewId !== undefined ? id === viewId : external_id === externalId,
  );
  if (!view) throw new SlackError('not_found');
  return view;
}
