import { setTimeout as delay } from 'node:timers/promises';
import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { FormValues } from '../../domain/intake/form.ts';
import { isAttributeField } from '../../domain/templates/attribute-field.ts';
import { ACTION_FEWER_OPTIONS, ACTION_MORE_OPTIONS, CONFIRM, PREVIEW, TIME_THERE } from '../../views/ids.ts';
import { chosenChannel } from '../../views/modal/content.ts';
import { privateMetadata } from '../../views/modal/private-metadata.ts';
import { findBlock, readAsides } from '../asides.ts';
import { type Deps, offeredChannels } from '../deps.ts';
import { readValues, whereOf } from '../form-values.ts';
import { placeHintOf, viewOf } from '../open-modal.ts';
import { readMetadata } from '../outdated.ts';
import { changeMessage, renew } from '../quick-responses.ts';
import { rememberPreviews, sectionNow } from '../template-section.ts';
import { keepTyped } from '../typed-before.ts';
import { RecentActions } from './recent-actions.ts';

/** A preview costs a call to AWS, so it waits until the person pauses. */
const PREVIEW_AFTER_MS = 300;

/** What changes the modal's shape; all else is typed. */
const OPTIONS: Record<string, boolean> = { [ACTION_MORE_OPTIONS]: true, [ACTION_FEWER_OPTIONS]: false };
const SHAPING = ['channel', 'conversation', 'template', ...Object.keys(OPTIONS)];

/**
 * Something was chosen, pressed or typed: the modal follows. A hint gives way to what changes the modal's shape,
 * and comes late rather than not at all. What was asked of one number goes when another is typed: Slack would
 * keep the tick.
 */
export function refreshModal(deps: Deps) {
  const recent = new RecentActions();
  const { templates } = deps.context;
  const render = templates && rememberPreviews(templates);
  return async ({ body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view } = body;
    if (!view) return;
    const { kept = {}, filled, ...metadata } = readMetadata(view, privateMetadata);
    const isShaping = SHAPING.includes(action.action_id);
    const { isNewest, isReshaped, wantsMore } = recent.note(view.id, action.action_ts, {
      ...{ isShaping, wantsMore: OPTIONS[action.action_id] },
    });
    const values: FormValues = { ...kept, ...readValues(view) };
    const { asked, sendAtHint, setAside = [], ...asides } = readAsides(view);
    const draft = { message: [values.message ?? ''].flat().join(), setAside };
    const change = await changeMessage(deps, action, draft);
    if (change) values.message = change.draft.message;
    if (change?.anew.includes('quick_response')) delete values.quick_response;
    const keeping = keepTyped(deps, body.user.id, metadata, { ...values });
    if (isAttributeField(action.action_id)) await delay(PREVIEW_AFTER_MS);
    // What was typed since brings a preview of its own.
    if (isAttributeField(action.action_id) && !isNewest()) return keeping;
    const channel = chosenChannel(values, offeredChannels(deps.context.settings));
    const section = await sectionNow(deps, { metadata, values, channel }, render);
    // What was asked, and filled in, was about another number; the hours of one are each channel's own.
    const isOther = action.action_id === 'phone';
    const areHoursOther = isOther || action.action_id === 'channel';
    const isStill = (name: string) => !isOther && (name !== 'hours' || !areHoursOther);
    const stillAsked = (asked ?? []).filter(({ name }) => isStill(name));
    const forgetsTime = areHoursOther && filled !== undefined && values.send_at === filled.send_at;
    if (forgetsTime) delete values.send_at;
    const isPicked = action.action_id === 'conversation' && values.conversation !== undefined;
    const where = { userId: body.user.id, ...whereOf(metadata, values.conversation) };
    const placeHint = isPicked && (await placeHintOf(deps, where));
    const { was_national, ...known } = metadata;
    const more_options = wantsMore ?? metadata.more_options;
    const ofNumber = { ...(!isOther && { was_national }), ...(!areHoursOther && { filled }) };
    const next = viewOf(deps, { ...known, more_options, ...ofNumber }, values, {
      ...{ ...asides, forgetsTime, setAside: change?.draft.setAside ?? setAside },
      ...(change?.hint && { responseHint: change.hint }),
      ...(section && { templates: section }),
      ...(placeHint && { placeHint }),
      ...(stillAsked.length > 0 && { asked: stillAsked }),
      ...(!areHoursOther && sendAtHint && { sendAtHint }),
    });
    if (change) await renew(deps, view.id, next, change.anew);
    if (change) return keeping;
    if (!isShaping && besideTyping(next) === besideTyping(view)) return keeping;
    const isOutdated = () => (isShaping ? isReshaped() : !isNewest());
    // A later choice brings all of an earlier one along, but for what is known of a place.
    if (isShaping && isOutdated() && !placeHint) return keeping;
    const { id, hash } = view;
    // What comes to Slack late must not bring back what a later action has changed.
    const followed = await deps.modals.update({ id, hash }, next);
    if (!followed && !isOutdated()) await deps.modals.update({ id }, next);
    if (action.action_id === ACTION_MORE_OPTIONS) void deps.directory.refresh();
    await keeping;
  };
}

/** What typing changes. */
function besideTyping(view: { blocks?: unknown }): string {
  const { hint, optional } = findBlock(view, 'message') ?? {};
  return JSON.stringify([
    findBlock(view, 'phone')?.hint?.text,
    hint?.text,
    optional,
    findBlock(view, 'quick_response')?.hint?.text,
    findBlock(view, TIME_THERE)?.elements?.[0]?.text,
    !findBlock(view, CONFIRM),
    !findBlock(view, 'send_at'),
    ...templateParts(view),
  ]);
}

/** Where templates and message stand, and what is said of them. */
function templateParts({ blocks }: { blocks?: unknown }): unknown[] {
  return ((blocks ?? []) as { block_id?: string }[])
    .map(({ block_id = '' }) => block_id)
    .filter((id) => ['message', 'template', PREVIEW].includes(id) || isAttributeField(id))
    .map((id) => {
      const { hint, elements = [] } = findBlock({ blocks }, id) ?? {};
      return [id, hint?.text, elements.map(({ text }) => text)];
    });
}
