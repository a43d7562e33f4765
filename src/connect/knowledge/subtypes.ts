import { CHANNELS, CHAT_CHANNELS, type ChatChannel } from '../../domain/channels/registry.ts';

/** Source: Amazon Q in Connect API, ChannelSubtype. */
export function channelOfSubtype(subtype: string): ChatChannel | undefined {
  return CHAT_CHANNELS.find((one) => CHANNELS[one].subtype.toUpperCase() === `CONNECT:${subtype}`);
}
