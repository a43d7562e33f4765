import { validateView } from '../block-kit/view.ts';
import { requireViewScopes } from '../block-kit/view-scopes.ts';
import { type Ack, failureCode } from '../delivery/delivery.ts';
import { isJson, type Json, objectAt, objectsAt, stringAt } from '../json.ts';
import { interactionParts } from '../payload-parts.ts';
import { SlackError } from '../slack-error.ts';
import type { OpenView } from '../types.ts';
import { viewJson } from '../view-json.ts';
import { clearViews, popView, pushView, stackOf, topView, updateView } from '../views.ts';
import { type Actor, ImpossibleAction, tell, viewOf } from './actor.ts';
import { clientErrors } from './client-check.ts';
import { responseUrlsOf } from './response-url-blocks.ts';

export type SubmitResult =
  | { kind: 'closed' }
  /** `by`: whether the client refused (nothing was sent) or the app answered so. By block_id. */
  | { kind: 'errors'; by: 'client' | 'app'; errors: Record<string, string> }
  | { kind: 'updated' | 'pushed'; view: OpenView }
  | { kind: 'cleared' }
  /** What the person reads, and why (for the test). */
  | { kind: 'failed'; text: string; reason: string };

/** What Slack shows in a modal whose submission came to nothing. */
export const TROUBLE_CONNECTING = 'We had some trouble connecting. Try again?';

/** Press the submit button of the topmost modal. https://docs.slack.dev/surfaces/modals#handling_submissions */
export async function submit(actor: Actor): Promise<SubmitResult> {
  const { context, person } = actor;
  const { workspace, triggers } = context;
  const view = viewOf(actor);
  const blocks = objectsAt(view.definition, 'blocks');
  if (!view.definition.submit) throw new ImpossibleAction('The modal has no submit button');
  const errors = clientErrors(blocks, view.values);
  if (Object.keys(errors).length > 0) return showErrors(actor, view, 'client', errors);
  const ack = await context.deliver({
    kind: 'interactive',
    name: 'view_submission',
    payload: {
      type: 'view_submission',
      ...interactionParts(workspace, person),
      trigger_id: triggers.issue({ user: person.id }),
      view: viewJson(workspace, view),
      response_urls: responseUrlsOf(actor, view),
    },
  });
  return applyAck(actor, view, ack);
}

function applyAck(actor: Actor, view: OpenView, ack: Ack): SubmitResult {
  if (ack.kind !== 'acknowledged') return fail(actor, view, failureCode(ack));
  const { body } = ack;
  if (body === undefined || body === '') return closeSubmitted(actor, view);
  if (!isJson(body)) return fail(actor, view, 'the ack is no JSON object');
  try {
    return applyAction(actor, view, body);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return fail(actor, view, error.message);
  }
}

function applyAction(actor: Actor, view: OpenView, body: Json): SubmitResult {
  const { context, person } = actor;
  const { workspace } = context;
  switch (body.response_action) {
    case undefined:
      return Object.keys(body).length === 0
        ? closeSubmitted(actor, view)
        : fail(actor, view, `unknown properties: ${Object.keys(body).join(', ')}`);
    case 'clear':
      clearViews(workspace, person.id);
      return { kind: 'cleared' };
    case 'errors':
      return applyErrors(actor, view, objectAt(body, 'errors') ?? {});
    case 'update':
      return { kind: 'updated', view: updateView(workspace, view, newDefinition(actor, body)) };
    case 'push':
      return { kind: 'pushed', view: pushView(workspace, person.id, newDefinition(actor, body)) };
    default:
      return fail(actor, view, `unknown response_action ${String(body.response_action)}`);
  }
}

function newDefinition({ context }: Actor, body: Json): Json {
  const definition = objectAt(body, 'view');
  if (!definition) throw new SlackError('invalid_arguments', ['missing required field: view']);
  validateView(definition, 'modal');
  requireViewScopes(context.options, definition);
  return definition;
}

/** Each key must name an input block of this view: https://docs.slack.dev/surfaces/modals#displaying_errors */
function applyErrors(actor: Actor, view: OpenView, errors: Json): SubmitResult {
  const inputs = objectsAt(view.definition, 'blocks').filter(({ type }) => type === 'input');
  const ids = new Set(inputs.map((block) => stringAt(block, 'block_id')));
  const texts: Record<string, string> = {};
  for (const [blockId, text] of Object.entries(errors)) {
    if (!ids.has(blockId)) return fail(actor, view, `errors: ${blockId} is no input block of the view`);
    if (typeof text !== 'string' || text === '') return fail(actor, view, `errors: ${blockId} has no text`);
    texts[blockId] = text;
  }
  if (Object.keys(texts).length === 0) return fail(actor, view, 'errors: there are none');
  return showErrors(actor, view, 'app', texts);
}

function showErrors(
  actor: Actor,
  view: OpenView,
  by: 'client' | 'app',
  errors: Record<string, string>,
): SubmitResult {
  view.errors = errors;
  delete view.notice;
  changed(actor, view);
  return { kind: 'errors', by, errors };
}

function fail(actor: Actor, view: OpenView, reason: string): SubmitResult {
  view.notice = TROUBLE_CONNECTING;
  changed(actor, view);
  tell(actor, TROUBLE_CONNECTING);
  return { kind: 'failed', text: TROUBLE_CONNECTING, reason };
}

function changed({ context, person }: Actor, view: OpenView): void {
  context.workspace.changes.emit({ type: 'view_updated', user: person.id, view });
}

/** Only if it still is the topmost: a second press may have been answered first. */
function closeSubmitted({ context: { workspace }, person }: Actor, view: OpenView): SubmitResult {
  if (topView(workspace, person.id)?.id === view.id) popView(workspace, person.id);
  return { kind: 'closed' };
}

/** Close the topmost modal; `all` with its cross, which takes the whole stack away. */
export async function close(actor: Actor, { all = false }: { all?: boolean } = {}): Promise<void> {
  const { context, person } = actor;
  const { workspace } = context;
  const top = viewOf(actor);
  const cleared = all || top.definition.clear_on_close === true;
  const closing = cleared ? [...stackOf(workspace, person.id)].reverse() : [top];
  if (cleared) clearViews(workspace, person.id);
  else popView(workspace, person.id);
  for (const view of closing.filter(({ definition }) => definition.notify_on_close === true)) {
    await context.deliver({
      kind: 'interactive',
      name: 'view_closed',
      payload: {
        type: 'view_closed',
        ...interactionParts(workspace, person),
        // What was typed is not told: Slack documents `view.state.values` of submissions alone, and sends none here.
        view: { ...viewJson(workspace, view), state: { values: {} } },
        is_cleared: cleared,
      },
    });
  }
}
