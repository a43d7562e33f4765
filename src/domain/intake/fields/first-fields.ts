import { CHANNEL_NAMES } from '../../channels/registry.ts';
import type { Field } from './field.ts';
import { choice, text, written } from './schemas.ts';

/** The first screen. Its message is named, explained and limited by the channel. */
export const FIRST_FIELDS = {
  phone: {
    label: 'Phone number',
    hint: 'With the country code, written any way you like.',
    input: { kind: 'text', placeholder: '+1 206 555 0152', isLive: true },
    schema: text,
  },
  channel: { label: 'Channel', input: { kind: 'channel' }, schema: choice(CHANNEL_NAMES) },
  message: { label: 'Message', input: { kind: 'lines', isLive: true }, schema: written },
  conversation: {
    label: 'Tell about it in',
    hint: 'A channel that Reach Out is a member of. The thread of this reach-out goes there.',
    input: { kind: 'conversation' },
    schema: written,
  },
} satisfies Record<string, Field>;
