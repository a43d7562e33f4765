import { withIds } from './block-kit/elements.ts';
import { type Json, objectsAt, stringAt } from './json.ts';
import { SlackError } from './slack-error.ts';
import type { OpenView } from './types.ts';
import { stateOf } from './view-state.ts';
import type { Workspace } from './workspace.ts';

/** Root and two pushed ones: https://docs.slack.dev/surfaces/modals */
const MAX_VIEWS_IN_STACK = 3;

/** The modals before a person, the topmost last. */
export function stackOf(workspace: Workspace, user: string): readonly OpenView[] {
  return workspace.stacks.get(user) ?? [];
}

export function topView(workspace: Workspace, user: string): OpenView | undefined {
  return stackOf(workspace, user).at(-1);
}

/** Show a modal as the only one; what was open before gives way. */
export function openView(
  workspace: Workspace,
  user: string,
  definition: Json,
  openedFrom?: string,
): OpenView {
  const view = newView(workspace, user, 'modal', definition, openedFrom);
  workspace.stacks.set(user, [view]);
  workspace.changes.emit({ type: 'view_opened', user, view });
  return view;
}

/** @throws SlackError not_found without an open modal, push_limit_reached upon the third */
export function pushView(workspace: Workspace, user: string, definition: Json): OpenView {
  const stack = stackOf(workspace, user);
  const below = stack.at(-1);
  if (!below) throw new SlackError('not_found');
  if (stack.length >= MAX_VIEWS_IN_STACK) throw new SlackError('push_limit_reached');
  const view = newView(workspace, user, 'modal', definition, below.opened_from);
  view.root_view_id = below.root_view_id;
  view.previous_view_id = below.id;
  workspace.stacks.set(user, [...stack, view]);
  workspace.changes.emit({ type: 'view_pushed', user, view });
  return view;
}

/**
 * Give an open view a new definition; what was typed stays as `stateOf` says.
 * @param hash when given, must be that of the view as it is now
 * @throws SlackError hash_conflict
 */
export function updateView(workspace: Workspace, view: OpenView, definition: Json, hash?: string): OpenView {
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
  requireFreeExternalId(workspace, definition, view);
  place(view, definition);
  view.hash = workspace.nextHash();
  view.errors = {};
  delete view.notice;
  workspace.changes.emit({ type: 'view_updated', user: view.user, view });
  return view;
}

export function publishHome(workspace: Workspace, user: string, definition: Json, hash?: string): OpenView {
  const home = workspace.homes.get(user);
  if (home) {
    updateView(workspace, home, definition, hash);
    workspace.changes.emit({ type: 'home_published', user, view: home });
    return home;
  }
  const view = newView(workspace, user, 'home', definition);
  workspace.homes.set(user, view);
  workspace.changes.emit({ type: 'home_published', user, view });
  return view;
}

/** Take the top modal away; the one below shows again. */
export function popView(workspace: Workspace, user: string): void {
  const stack = stackOf(workspace, user);
  const view = stack.at(-1);
  if (!view) return;
  setStack(workspace, user, stack.slice(0, -1));
  workspace.changes.emit({ type: 'view_closed', user, view });
}

/** Take all modals of a person away. */
export function clearViews(workspace: Workspace, user: string): void {
  const views = [...stackOf(workspace, user)].reverse();
  setStack(workspace, user, []);
  for (const view of views) workspace.changes.emit({ type: 'view_closed', user, view });
}

export function findView(workspace: Workspace, matches: (view: OpenView) => boolean): OpenView | undefined {
  for (const stack of workspace.stacks.values()) {
    const view = stack.find(matches);
    if (view) return view;
  }
  for (const home of workspace.homes.values()) if (matches(home)) return home;
  return undefined;
}

/** Nobody without an open modal stays in the table: load tests have many people. */
function setStack(workspace: Workspace, user: string, stack: OpenView[]): void {
  if (stack.length === 0) workspace.stacks.delete(user);
  else workspace.stacks.set(user, stack);
}

function newView(
  workspace: Workspace,
  user: string,
  type: OpenView['type'],
  definition: Json,
  openedFrom?: string,
): OpenView {
  requireFreeExternalId(workspace, definition);
  const id = workspace.nextId('V');
  const view: OpenView = {
    id,
    user,
    type,
    definition: {},
    hash: workspace.nextHash(),
    root_view_id: id,
    previous_view_id: null,
    external_id: '',
    values: {},
    errors: {},
    ...(openedFrom ? { opened_from: openedFrom } : {}),
  };
  place(view, definition);
  return view;
}

function place(view: OpenView, definition: Json): void {
  const blocks = withIds(objectsAt(definition, 'blocks'));
  view.definition = { ...definition, blocks };
  view.external_id = stringAt(definition, 'external_id') ?? '';
  view.values = stateOf(blocks, view.values, view.opened_from);
}

/** external_id is unique among the views of a workspace. */
function requireFreeExternalId(workspace: Workspace, definition: Json, self?: OpenView): void {
  const wanted = stringAt(definition, 'external_id');
  if (!wanted) return;
  const holder = findView(workspace, (view) => view.external_id === wanted);
  if (holder && holder !== self) throw new SlackError('duplicate_external_id');
}
