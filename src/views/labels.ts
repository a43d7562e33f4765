import type { Channel } from '../domain/reach-out.ts';

export const CHANNEL_LABELS: Record<Channel, string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  voice: 'Voice call',
};

/** "Text Grace by SMS", "Call …": what is done on a channel. */
export const CHANNEL_ICONS: Record<Channel, string> = {
  sms: ':speech_balloon:',
  whatsapp: ':iphone:',
  voice: ':telephone_receiver:',
};
