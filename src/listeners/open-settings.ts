import type { SlashCommand } from '@slack/bolt';
import { preferredSender, senderNames } from '../domain/channels/senders.ts';
import { present } from '../domain/intake/present.ts';
import { type ReachOutSettings, whomToAsk } from '../domain/kernel/settings.ts';
import type { PlaceChoices } from '../domain/place/place-settings.ts';
import { chosenChannel } from '../views/modal/content.ts';
import { buildRefusal } from '../views/sentences/notices.ts';
import { buildSettings, type Settings } from '../views/settings.ts';
import { type Deps, offeredChannels } from './deps.ts';
import { refusalsOf } from './refusals-of.ts';

/** The form of a place's settings; the refusal for whom may not use it. */
export async function openSettings(
  deps: Deps,
  { trigger_id, channel_id: placeId, user_id: userId }: SlashCommand,
): Promise<void> {
  const { context } = deps;
  const choices = await context.placeSettings.of(placeId);
  const [opened, [refusal]] = await Promise.all([
    deps.modals.open(trigger_id, buildSettings(placeId, settingsOf(context.settings, choices))),
    refusalsOf(deps, { userId }),
  ]);
  if (refusal) await deps.modals.update(opened, buildRefusal(refusal, whomToAsk(context.settings)));
}

/** Whether there is anything to choose for a place. */
export function hasSettings(settings: ReachOutSettings): boolean {
  const { replies, channels, senders } = settingsOf(settings, { senders: {} });
  return replies !== undefined || channels !== undefined || senders.length > 0;
}

/** What there is to choose for a place; where what was chosen is not set up any more, the first holds. */
export function settingsOf(settings: ReachOutSettings, choices: PlaceChoices): Settings {
  const { replies } = settings;
  const offered = offeredChannels(settings);
  const chosen = chosenChannel(present({ channel: choices.channel }), offered);
  return {
    ...(replies && { replies: { ...replies, mode: choices.replies ?? replies.mode } }),
    ...(offered.length > 1 && { channels: { offered, chosen } }),
    senders: offered.flatMap((channel) => {
      const sender = preferredSender(settings, channel, choices.senders[channel]);
      return sender ? [{ channel, names: senderNames(settings, channel), chosen: sender }] : [];
    }),
  };
}
