import type { ModalView } from '@slack/types';
import { preferredSender, senderNames } from '../domain/channels/senders.ts';
import { fieldHints } from '../domain/intake/field-hints.ts';
import type { FormValues } from '../domain/intake/form.ts';
import type { ReachOutSettings } from '../domain/kernel/settings.ts';
import { parsePhoneNumber } from '../domain/phone/phone-number.ts';
import { type Asides, chosenChannel, type ModalContent } from '../views/modal/content.ts';
import { buildModal } from '../views/modal/modal.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import { NUMBER_MASKED } from '../views/sentences/answers.ts';
import { timeThereNote } from '../views/sentences/hours.ts';
import { type Deps, formSettings, offeredChannels } from './deps.ts';
import { asText } from './form-values.ts';
import { hiddenValues } from './hidden-values.ts';
import { responseNames } from './quick-responses.ts';
import { sectionAtOnce } from './template-section.ts';

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
      ...(metadata.masked_from && asText(values.phone).includes('…') && { phone: NUMBER_MASKED }),
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
