import type { Channel } from '../../domain/reach-out/reach-out.ts';

export const CHANNEL_LABELS: Record<Channel, string> = {
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  voice: 'Voice call',
};
