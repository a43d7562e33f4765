import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual as isSame } from 'node:util';
import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { isAttributeField } from '../../domain/templates/attribute-field.ts';
import { ACTION_FEWER_OPTIONS, ACTION_MORE_OPTIONS } from '../../views/ids.ts';
import { readAsides } from '../asides.ts';
import { isOfOther, stillAsked } from '../asked-of.ts';
import type { Deps } from '../deps.ts';
import { asText, whereOf } from '../form-values.ts';
import { messageChange, withTyped } from '../quick-responses.ts';
import { readForm } from '../read-form.ts';
import { placeHintOf } from '../refusals-of.ts';
import { type FormNow, rememberPreviews, sectionNow } from '../template-section.ts';
import { keepTyped } from '../typed-before.ts';
import { viewOf } from '../view-of.ts';
import { besideTyping } from './beside-typing.ts';

/** A preview costs a call to AWS, so it waits until the person pauses. */
const PREVIEW_AFTER_MS = 300;

/** More options and fewer are one choice. */
const OPTIONS: Record<string, boolean> = { [ACTION_MORE_OPTIONS]: true, [ACTION_FEWER_OPTIONS]: false };

/** What changes the modal's shape; all else is typed. */
const SHAPING = ['channel', 'conversation', 'template', ...Object.keys(OPTIONS)];

/** Something was chosen, pressed or typed: the modal follows. */
export function refreshModal(deps: Deps) {
  const { openForms, directory } = deps;
  const { templates } = deps.context;
  const render = templates && rememberPreviews(templates);
  return async ({ body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view, user } = body;
    if (!view) return;
    const { action_id: what } = action;
    const isOvertaken = openForms.note(view, what in OPTIONS ? 'options' : what, action.action_ts);
    // Of what comes after something later, the later is kept.
    const { metadata, values: typed } = readForm(deps, openForms.asItIs(view));
    const keeping = keepTyped(deps, user.id, metadata, typed);
    const replaceMessage = await messageChange(deps, action);
    if (isAttributeField(what)) await delay(PREVIEW_AFTER_MS);
    // What was typed since brings a preview of its own.
    if (isOvertaken()) return keeping;
    const seen = readForm(deps, openForms.asItIs(view));
    const section = await sectionNow(deps, seen, render);
    const placeHint = what === 'conversation' ? await hintOfPicked(deps, user.id, seen) : undefined;
    await openForms.change(view, async (now) => {
      if (isOvertaken()) return undefined;
      const { forgetsTime, ...form } = afterAction(what, readForm(deps, now));
      const { values } = form;
      const templates = isSame(values, seen.values) ? section : await sectionNow(deps, form, render);
      const { asked, sendAtHint, setAside = [], ...asides } = readAsides(now);
      const draft = withTyped(deps, view, what, { message: asText(values.message), setAside });
      const replaced = replaceMessage?.(draft);
      if (replaced) values.message = replaced.draft.message;
      if (replaced?.anew.includes('quick_response')) delete values.quick_response;
      const left = stillAsked(asked, form);
      const next = viewOf(deps, form.metadata, values, {
        ...{ ...asides, forgetsTime, setAside: (replaced?.draft ?? draft).setAside },
        ...(replaced?.hint && { responseHint: replaced.hint }),
        ...(templates && { templates }),
        ...(placeHint && { placeHint }),
        ...(left.length > 0 && { asked: left }),
        ...(sendAtHint && !isOfOther(form, 'hours') && { sendAtHint }),
      });
      if (!isSame(values, typed)) await keepTyped(deps, user.id, form.metadata, values);
      if (replaced) return { view: next, anew: replaced.anew };
      const isFollowed =
        draft.setAside !== setAside || SHAPING.includes(what) || besideTyping(next) !== besideTyping(now);
      return isFollowed ? { view: next } : undefined;
    });
    if (what === ACTION_MORE_OPTIONS) void directory.refresh();
    await keeping;
  };
}

/** What to know of the conversation that was picked. */
async function hintOfPicked(
  deps: Deps,
  userId: string,
  { metadata, values: { conversation } }: FormNow,
): Promise<string | undefined> {
  return conversation && placeHintOf(deps, { userId, ...whereOf(metadata, conversation) });
}

/** The form without what was filled in and known for another number or channel, as far as this was given now. */
function afterAction(what: string, form: FormNow): FormNow & { forgetsTime: boolean } {
  const { metadata, values, channel } = form;
  const { filled, was_national, ...others } = metadata;
  const isTimeOther = isOfOther(form, 'hours');
  const forgetsTime = isTimeOther && filled !== undefined && values.send_at === filled.send_at;
  const { send_at: _, ...timeless } = values;
  return {
    metadata: {
      ...others,
      more_options: OPTIONS[what] ?? metadata.more_options,
      ...(what !== 'phone' && { was_national }),
      ...(!isTimeOther && { filled }),
    },
    values: forgetsTime ? timeless : { ...values },
    channel,
    forgetsTime,
  };
}
