import type { ContactRequest } from '../contact/contact-request.ts';
import type { ReachOutSettings, Sender } from '../kernel/settings.ts';
import { type Channel, isCall } from './registry.ts';

type Channels = Pick<ReachOutSettings, 'channels'>;

/** Those of a channel; the first is the default. */
export function sendersOf({ channels }: Channels, channel: Channel): readonly Sender[] {
  return channels[channel]?.senders ?? [];
}

/** Whether people choose whom its contacts come from. */
export function hasChoice(settings: Channels, channel: Channel): boolean {
  return sendersOf(settings, channel).length > 1;
}

/** The names that a channel's sender is chosen by; none where there is no choice. */
export function senderNames(settings: Channels, channel: Channel): string[] {
  return hasChoice(settings, channel) ? sendersOf(settings, channel).flatMap(({ name }) => name ?? []) : [];
}

/** The same of several channels, each name once. */
export function allSenderNames(settings: Channels, channels: readonly Channel[]): string[] {
  return [...new Set(channels.flatMap((channel) => senderNames(settings, channel)))];
}

/** The first of these names that a channel has, or its default; undefined where there is no choice. */
export function preferredSender(
  settings: Channels,
  channel: Channel,
  ...names: (string | undefined)[]
): string | undefined {
  const offered = senderNames(settings, channel);
  return names.find((name) => name !== undefined && offered.includes(name)) ?? offered[0];
}

/** Whom a contact comes from, where there is a choice; undefined where it is none of those. */
export function senderNameOf(settings: Channels, request: ContactRequest): string | undefined {
  if (!hasChoice(settings, request.channel)) return undefined;
  const number = isCall(request) ? request.sourcePhoneNumber : request.sourceArn;
  return sendersOf(settings, request.channel).find((sender) => sender.number === number)?.name;
}
