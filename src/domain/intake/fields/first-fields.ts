import { CHANNEL_NAMES } from '../../channels/registry.ts';
import type { Field } from './field.ts';
import { choice, text, written } from './schemas.ts';

/** The first screen. Its message is named, explained and limited by the channel. */
export const FIRST_FIELDS = {
  phone: {
    label: 'Phone number',
    input: { kind: 'text', placeholder: '+1 206 555 0152', isLive: true },
    schema: text,
  },
  channel: { label: 'By', input: { kind: 'channel', isLive: true }, schema: choice(CHANNEL_NAMES) },
  sender: { label: 'From', input: { kind: 'sender' }, schema: written },
  template: {
    label: 'Template',
    input: { kind: 'template', isLive: true, placeholder: 'Choose a template' },
    schema: written,
  },
  quick_response: {
    label: 'Quick response',
    hint: 'Fills the message, which you can change before it goes.',
    input: { kind: 'quick_response', isLive: true },
    schema: text,
  },
  message: { label: 'Message', input: { kind: 'lines', isLive: true }, schema: written },
  conversation: {
    label: 'Post updates in',
    hint: 'Reach Out must be in it.',
    input: { kind: 'conversation', isLive: true },
    schema: written,
  },
} satisfies Record<string, Field>;
