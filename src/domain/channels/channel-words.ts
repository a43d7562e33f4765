import type { Channel } from '../reach-out/reach-out.ts';

/** What a channel is called in the text of the command, in lower case. */
export const CHANNEL_OF_WORD: Record<string, Channel> = {
  sms: 'sms',
  text: 'sms',
  whatsapp: 'whatsapp',
  wa: 'whatsapp',
  voice: 'voice',
  call: 'voice',
};

/** For a regular expression that ignores case. */
export const CHANNEL_WORDS = Object.keys(CHANNEL_OF_WORD).join('|');
