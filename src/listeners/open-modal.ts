import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual as isSame } from 'node:util';
import type { ModalView } from '@slack/types';
import { preferredSender, senderNames } from '../domain/channels/senders.ts';
import { isWritten } from '../domain/form/note-typed.ts';
import { fieldHints } from '../domain/intake/field-hints.ts';
import { FIELDS } from '../domain/intake/fields/fields.ts';
import type { FormValues } from '../domain/intake/form.ts';
import { present } from '../domain/intake/present.ts';
import type { Door } from '../domain/kernel/actor.ts';
import { type ReachOutSettings, whomToAsk } from '../domain/kernel/settings.ts';
import { maskPhoneNumber } from '../domain/phone/mask-phone-number.ts';
import { asWritten, parsePhoneNumber } from '../domain/phone/phone-number.ts';
import type { Refusal } from '../domain/policy/decide.ts';
import { judge, type Where } from '../domain/policy/judge.ts';
import { noteRefused } from '../domain/policy/note-refused.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { type Asides, chosenChannel, type ModalContent } from '../views/modal/content.ts';
import { buildModal } from '../views/modal/modal.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import { withoutInputs } from '../views/modal/quick-response.ts';
import { NUMBER_MASKED, typedBeforeText } from '../views/sentences/answers.ts';
import { timeThereNote } from '../views/sentences/hours.ts';
import { buildRefusal } from '../views/sentences/notices.ts';
import { refusalText } from '../views/sentences/refusals.ts';
import { findBlock, readAsides } from './asides.ts';
import { actingAs, type Deps, formSettings, offeredChannels } from './deps.ts';
import { formDefaultsIn } from './form-defaults.ts';
import { whereOf } from './form-values.ts';
import { hiddenValues } from './hidden-values.ts';
import { knownHomeSign } from './home-sign.ts';
import type { FormView } from './open-forms.ts';
import { type Filling, fillByShortcut, responseNames } from './quick-responses.ts';
import { readForm } from './read-form.ts';
import { sectionAtOnce, sectionNow } from './template-section.ts';
import { isOfAnother, keepTyped, recalled } from './typed-before.ts';

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
  const { userId, placeId, placeName, threadTs, notice, maskedFrom } = opening;
  const { phone } = opening.values;
  const defaults = await formDefaultsIn(deps, placeId);
  const brought: FormValues = {
    ...opening.values,
    ...(typeof phone === 'string' && {
      phone: maskedFrom ? maskPhoneNumber(maskedFrom.request.recipient) : asWritten(phone),
    }),
  };
  const metadata: PrivateMetadata = {
    reach_out_id: opening.reachOutId ?? randomUUID(),
    door: opening.door,
    ...(placeId && { place_id: placeId }),
    ...(placeName && { place_name: placeName }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(opening.retryOf && { retry_of: opening.retryOf }),
    ...(maskedFrom && { masked_from: maskedFrom.id }),
    ...(defaults && { defaults }),
    ...(opening.wantsMore && { more_options: true }),
    ...(opening.homeSign && { home_sign: opening.homeSign }),
    ...(opening.wasNational && { was_national: true }),
  };
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

function noticeOf(known: string | undefined, filled: { notice?: string }): { notice?: string } {
  const notice = [known, filled.notice].filter(Boolean).join(' ');
  return notice ? { notice } : {};
}

/** What the policy would refuse by now; nothing where that is not known yet, for it is asked again. */
export async function refusalsOf(deps: Deps, input: { userId: string } & Where): Promise<Refusal[]> {
  const ctx = actingAs(deps, input.userId, 'form');
  const verdict = await judge({ ctx, input });
  return verdict?.kind === 'refuse' ? verdict.refusals : [];
}

/** What to know of a picked conversation, as far as the policy can have anything against it. */
export async function placeHintOf(deps: Deps, input: { userId: string } & Where): Promise<string> {
  const refusal = (await refusalsOf(deps, input)).find(({ rule }) => rule === 'places');
  return refusal ? refusalText(refusal, whomToAsk(deps.context.settings).plain) : FIELDS.conversation.hint;
}

type ViewAsides = Asides &
  Pick<ModalContent, 'focus' | 'forgetsTime' | 'templates'> & { responseHint?: string };

/** The modal with these answers in it. */
export function viewOf(
  deps: Deps,
  metadata: PrivateMetadata,
  values: FormValues,
  { responseHint, templates, ...asides }: ViewAsides,
): ModalView {
  const channels = offeredChannels(deps.context.settings);
  const channel = chosenChannel(values, channels);
  const settings = formSettings(deps, metadata.home_sign);
  const timeThere = timeThereOf(deps, values, settings);
  const senders = senderNames(settings, channel);
  const section = templates ?? sectionAtOnce(deps, values, channel);
  const chosen = typeof values.sender === 'string' ? values.sender : undefined;
  const sender = preferredSender(settings, channel, chosen, metadata.defaults?.senders[channel]);
  const responses = responseNames(deps);
  return buildModal({
    metadata: {
      ...metadata,
      template_shown: section?.chosen?.shown,
      kept: hiddenValues({ metadata, values, channel }, sender, section),
    },
    channels,
    ...(senders.length > 0 && { senders }),
    values: { ...values, ...(sender && { sender }) },
    hints: {
      ...fieldHints({ ...values, channel }, settings, metadata.was_national),
      ...(metadata.masked_from && [values.phone].flat()[0]?.includes('…') && { phone: NUMBER_MASKED }),
      ...(responseHint && { quick_response: responseHint }),
    },
    lists: deps.directory,
    ...(responses && { responses }),
    ...(section && { templates: section }),
    ...(timeThere && { timeThere }),
    ...asides,
  });
}

function timeThereOf(
  { context: { clock } }: Deps,
  { phone }: FormValues,
  settings: ReachOutSettings,
): string | undefined {
  const number = typeof phone === 'string' ? parsePhoneNumber(phone, settings) : undefined;
  return number?.ok ? timeThereNote(number.e164, clock.now()) : undefined;
}
