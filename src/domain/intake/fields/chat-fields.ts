import { parseAttributes } from '../attributes.ts';
import {
  CONTENT_TYPE_LABELS,
  CONTENT_TYPES,
  SUPPORTED_CONTENT_TYPES,
  type SupportedContentType,
} from '../content-type.ts';
import { parseJsonObject } from '../json-text.ts';
import type { Parsed } from '../parsed.ts';
import { parseSegmentAttributes } from '../segment-attributes.ts';
import { withCommas } from '../text-limits.ts';
import type { Field } from './field.ts';
import { choice, choices, id, line, parsedBy, wholeNumber } from './schemas.ts';
import { MAP_EXAMPLE, SHARED_FIELDS } from './shared-fields.ts';

const MINUTES = { least: 60, most: 10_080 };
const LONGEST_DISPLAY_NAME = 256;

const labelled = (values: readonly SupportedContentType[]) =>
  values.map((value) => ({ value, label: CONTENT_TYPE_LABELS[value] }));

/** What "More options" shows for a chat. Source: Amazon Connect API, StartOutboundChatContact. */
export const CHAT_FIELDS = {
  send_at: SHARED_FIELDS.send_at,
  contact_flow_id: SHARED_FIELDS.contact_flow_id,
  content_type: {
    group: 'message',
    label: 'Content type',
    hint: 'What the message is. Empty: plain text. The JSON types need valid JSON as the message.',
    input: { kind: 'select', options: labelled(CONTENT_TYPES) },
    schema: choice(CONTENT_TYPES),
  },
  knowledge_base_id: {
    group: 'message',
    label: 'Knowledge base of the template',
    hint: 'Id or ARN. Needed together with a message template.',
    input: { kind: 'text', isLive: true },
    schema: id(500, 'a knowledge base'),
  },
  message_template_id: {
    group: 'message',
    label: 'Message template',
    hint: 'Id or ARN. Sent in place of the message, which then stays empty.',
    input: { kind: 'text', isLive: true },
    schema: id(500, 'a message template'),
  },
  template_attributes: {
    group: 'message',
    label: 'Template attributes',
    hint: 'What fills the gaps of the template: one key=value a line, or a JSON object.',
    input: { kind: 'lines', placeholder: MAP_EXAMPLE },
    schema: parsedBy(parseAttributes),
  },
  customer_profile_attributes: {
    group: 'message',
    label: 'Customer profile attributes',
    hint: 'A JSON object that fills the gaps of the template that come from a customer profile.',
    input: { kind: 'lines', placeholder: '{"FirstName": "Grace"}' },
    schema: parsedBy(parseProfile),
  },
  attributes: SHARED_FIELDS.attributes,
  segment_attributes: {
    group: 'advanced',
    label: 'Segment attributes',
    hint: "JSON in AWS's own shape. The channel's subtype is added by itself.",
    input: { kind: 'lines', placeholder: '{"team": {"ValueString": "support"}}' },
    schema: parsedBy(parseSegmentAttributes),
  },
  chat_duration_in_minutes: {
    group: 'advanced',
    label: 'Chat duration in minutes',
    hint: `How long the conversation stays open: ${MINUTES.least} to ${withCommas(MINUTES.most)}. Empty: 1,500 (25 hours).`,
    input: { kind: 'number', ...MINUTES },
    schema: wholeNumber(MINUTES.least, MINUTES.most, 'minutes'),
  },
  display_name: {
    group: 'agents',
    label: 'Display name',
    hint: `What agents see as the customer's name, up to ${LONGEST_DISPLAY_NAME} characters.`,
    input: { kind: 'text' },
    schema: line(LONGEST_DISPLAY_NAME),
  },
  supported_messaging_content_types: {
    group: 'advanced',
    label: 'Content types the customer can receive',
    hint: 'Plain text is always among them.',
    input: { kind: 'multi_select', options: labelled(SUPPORTED_CONTENT_TYPES) },
    schema: choices(SUPPORTED_CONTENT_TYPES),
  },
  related_contact_id: SHARED_FIELDS.related_contact_id,
} satisfies Record<string, Field>;

/** Sent as text, in which AWS takes any object. */
function parseProfile(typed: string): Parsed<string> {
  const parsed = parseJsonObject(typed, '{"FirstName": "Ana"}');
  return parsed.ok ? { ok: true, value: parsed.text.trim() } : parsed;
}
