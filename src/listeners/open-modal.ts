import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual as isSame } from 'node:util';
import { isWritten } from '../domain/form/note-typed.ts';
import type { FormValues } from '../domain/intake/form.ts';
import { present } from '../domain/intake/present.ts';
import type { Door } from '../domain/kernel/actor.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { maskPhoneNumber } from '../domain/phone/mask-phone-number.ts';
import { asWritten } from '../domain/phone/phone-number.ts';
import type { FormDefaults } from '../domain/place/place-settings.ts';
import { noteRefused } from '../domain/policy/note-refused.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { chosenChannel } from '../views/modal/content.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import { withoutInputs } from '../views/modal/quick-response.ts';
import { typedBeforeText } from '../views/sentences/answers.ts';
import { buildRefusal } from '../views/sentences/notices.ts';
import { refusalText } from '../views/sentences/refusals.ts';
import { findBlock, readAsides } from './asides.ts';
import { actingAs, type Deps, offeredChannels } from './deps.ts';
import { formDefaultsIn } from './form-defaults.ts';
import type { FormView } from './form-values.ts';
import { whereOf } from './form-values.ts';
import { knownHomeSign } from './home-sign.ts';
import { type Filling, fillByShortcut } from './quick-responses.ts';
import { readForm } from './read-form.ts';
import { refusalsOf } from './refusals-of.ts';
import { sectionAtOnce, sectionNow } from './template-section.ts';
import { isOfAnother, keepTyped, recalled } from './typed-before.ts';
import { viewOf } from './view-of.ts';

interface FormOpening {
  door: Door;
  triggerId: string;
  userId: string;
  placeId?: string;
  placeName?: string;
  threadTs?: string;
  values: FormValues;
  notice?: string;
  /** The id to claim; a new one by default. */
  reachOutId?: string;
  /** The reach-out that is tried again. */
  retryOf?: string;
  /** The reach-out whose number it is, where that is masked. */
  maskedFrom?: ReachOut;
  /** With all options in sight. */
  wantsMore?: boolean;
  /** By what the country of national numbers is known by now. */
  homeSign?: string | undefined;
  /** Whether the number has its country code from there. */
  wasNational?: boolean;
}

/**
 * Opens the modal at once, for the trigger lasts 3 s and once, and looks up beside it who asks and
 * whether the app can post there. A modal that may not be used turns into the refusal; where the app can't
 * post, another place can be picked.
 */
export async function openModal(deps: Deps, opening: FormOpening): Promise<void> {
  const { userId, placeId, notice, maskedFrom } = opening;
  const { phone } = opening.values;
  const defaults = await formDefaultsIn(deps, placeId);
  const brought: FormValues = {
    ...opening.values,
    ...(typeof phone === 'string' && {
      phone: maskedFrom ? maskPhoneNumber(maskedFrom.request.recipient) : asWritten(phone),
    }),
  };
  const metadata = metadataOf(opening, defaults);
  const { values: begun, typedAt } = isOfAnother(metadata)
    ? { values: { ...(defaults?.channel && { channel: defaults.channel }), ...brought } }
    : await recalled(deps, userId, metadata, brought);
  const isTyped = typedAt !== undefined || (opening.door === 'command' && isWritten(begun));
  const keeping = isTyped ? keepTyped(deps, userId, metadata, begun, typedAt !== undefined) : undefined;
  const { first, later }: Filling =
    opening.door === 'command' ? fillByShortcut(deps, begun) : { first: { values: begun } };
  const before = typedAt ? { typedBefore: typedBeforeText(typedAt) } : {};
  const focus = begun.phone ? 'message' : 'phone';
  const view = viewOf(deps, metadata, first.values, { ...noticeOf(notice, first), ...before, focus });
  const channel = chosenChannel(begun, offeredChannels(deps.context.settings));
  const shown = later ? withoutInputs(view, ['message']) : view;
  const find = () =>
    Promise.all([
      refusalsOf(deps, { userId, ...whereOf(metadata) }),
      sectionNow(deps, { metadata, values: begun, channel }),
      later,
    ]);
  const ask = whomToAsk(deps.context.settings);
  const follow = (now: FormView, [[weightiest], templates, filled]: Awaited<ReturnType<typeof find>>) => {
    const home_sign = metadata.home_sign ?? knownHomeSign(deps, userId);
    const isNews =
      home_sign !== metadata.home_sign || !isSame(templates, sectionAtOnce(deps, begun, channel));
    if (weightiest?.rule === 'people') return { view: buildRefusal(weightiest, ask) };
    if (!weightiest && !filled && !isNews) return undefined;
    const by = readForm(deps, now);
    const { quick_response, message } = filled?.values ?? {};
    const filledIn = filled ? present({ quick_response, message }) : {};
    const values = { ...by.values, ...filledIn };
    const view = viewOf(deps, { ...by.metadata, ...(home_sign && { home_sign }) }, values, {
      ...{ ...readAsides(now), ...noticeOf(notice, filled ?? first) },
      ...(templates && by.channel === channel && { templates }),
      ...(weightiest && { placeHint: refusalText(weightiest, ask.plain) }),
    });
    return { view, anew: Object.keys(filledIn).filter((name) => findBlock(now, name)) };
  };
  const [refusals] = await deps.openForms.open(opening.triggerId, shown, find, follow);
  if (refusals[0]?.rule === 'people')
    await noteRefused({ ctx: actingAs(deps, userId, opening.door), input: { refusals } });
  await keeping;
}

/** What the form knows of itself. */
function metadataOf(opening: FormOpening, defaults: FormDefaults | undefined): PrivateMetadata {
  const { door, placeId, placeName, threadTs, retryOf, maskedFrom, homeSign } = opening;
  return {
    reach_out_id: opening.reachOutId ?? randomUUID(),
    door,
    ...(placeId && { place_id: placeId }),
    ...(placeName && { place_name: placeName }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(retryOf && { retry_of: retryOf }),
    ...(maskedFrom && { masked_from: maskedFrom.id }),
    ...(defaults && { defaults }),
    ...(opening.wantsMore && { more_options: true }),
    ...(homeSign && { home_sign: homeSign }),
    ...(opening.wasNational && { was_national: true }),
  };
}

function noticeOf(known: string | undefined, filled: { notice?: string }): { notice?: string } {
  const notice = [known, filled.notice].filter(Boolean).join(' ');
  return notice ? { notice } : {};
}
