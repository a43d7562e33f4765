import type { CHAT_FIELDS, VOICE_FIELDS } from '../../domain/intake/form.ts';

type OptionField = (typeof CHAT_FIELDS)[number] | (typeof VOICE_FIELDS)[number];

/** How a field of the modal's "More options" looks. */
export interface FieldLook {
  label: string;
  hint: string;
  input:
    | { kind: 'text'; placeholder?: string }
    | { kind: 'lines'; placeholder?: string }
    | { kind: 'number'; min: number; max: number }
    | { kind: 'select' | 'multi_select'; options: { value: string; label: string }[] }
    | { kind: 'switch'; label: string }
    /** A list fetched from Amazon Connect where it can be, a text input where not. */
    | { kind: 'list'; list: 'flows' | 'queues' | 'numbers'; placeholder: string };
}

/** A message that customers can be offered, but that no contact can begin with. */
const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';

const CONTENT_TYPES = [
  { value: 'text/plain', label: 'Plain text' },
  { value: 'text/markdown', label: 'Markdown' },
  { value: 'application/json', label: 'JSON' },
  { value: INTERACTIVE, label: 'Interactive message' },
  { value: 'application/vnd.amazonaws.connect.message.interactive.response', label: 'Interactive response' },
];

const MAP_EXAMPLE = 'orderId=1234\nlanguage=en';

export const FIELD_LOOKS: Record<OptionField, FieldLook> = {
  contact_flow_id: {
    label: 'Flow',
    hint: 'The Amazon Connect flow that handles the contact. Empty: the one set up for the channel.',
    input: { kind: 'list', list: 'flows', placeholder: 'Choose a flow' },
  },
  content_type: {
    label: 'Content type',
    hint: 'What the message is. Empty: plain text. The JSON types need valid JSON as the message.',
    input: { kind: 'select', options: CONTENT_TYPES.filter(({ value }) => value !== INTERACTIVE) },
  },
  knowledge_base_id: {
    label: 'Knowledge base of the template',
    hint: 'Id or ARN. Needed together with a message template.',
    input: { kind: 'text' },
  },
  message_template_id: {
    label: 'Message template',
    hint: 'Id or ARN. Sent in place of the message, which then stays empty.',
    input: { kind: 'text' },
  },
  template_attributes: {
    label: 'Template attributes',
    hint: 'What fills the gaps of the template: one key=value a line, or a JSON object.',
    input: { kind: 'lines', placeholder: MAP_EXAMPLE },
  },
  customer_profile_attributes: {
    label: 'Customer profile attributes',
    hint: 'A JSON object that fills the gaps of the template that come from a customer profile.',
    input: { kind: 'lines', placeholder: '{"FirstName": "Grace"}' },
  },
  attributes: {
    label: 'Contact attributes',
    hint: 'What the flow and agents can read: one key=value a line, or a JSON object. Keys of letters, digits, - and _.',
    input: { kind: 'lines', placeholder: MAP_EXAMPLE },
  },
  segment_attributes: {
    label: 'Segment attributes',
    hint: "JSON in AWS's own shape. The channel's subtype is added by itself.",
    input: { kind: 'lines', placeholder: '{"team": {"ValueString": "support"}}' },
  },
  chat_duration_in_minutes: {
    label: 'Chat duration in minutes',
    hint: 'How long the conversation stays open: 60 to 10,080. Empty: 1,500 (25 hours).',
    input: { kind: 'number', min: 60, max: 10_080 },
  },
  display_name: {
    label: 'Display name',
    hint: "What agents see as the customer's name, up to 256 characters.",
    input: { kind: 'text' },
  },
  supported_messaging_content_types: {
    label: 'Content types the customer can receive',
    hint: 'Plain text is always among them.',
    input: { kind: 'multi_select', options: CONTENT_TYPES },
  },
  related_contact_id: {
    label: 'Related contact',
    hint: 'The ContactId of an earlier contact that this one belongs to.',
    input: { kind: 'text' },
  },
  queue_id: {
    label: 'Queue',
    hint: "The queue the call belongs to; its number is the caller's number unless the settings or the field below name another.",
    input: { kind: 'list', list: 'queues', placeholder: 'Choose a queue' },
  },
  source_phone_number: {
    label: "Caller's number",
    hint: 'The number that the person sees, one of your Amazon Connect instance.',
    input: { kind: 'list', list: 'numbers', placeholder: 'Choose a number' },
  },
  traffic_type: {
    label: 'Traffic type',
    hint: 'Campaign is needed for answering machine detection.',
    input: {
      kind: 'select',
      options: [
        { value: 'GENERAL', label: 'General' },
        { value: 'CAMPAIGN', label: 'Campaign' },
      ],
    },
  },
  answer_machine_detection: {
    label: 'Answering machine detection',
    hint: 'Needs traffic type Campaign, and a quota that AWS raises on request.',
    input: { kind: 'switch', label: 'Detect answering machines' },
  },
  await_answer_machine_prompt: {
    label: 'Wait for the beep',
    hint: 'Only with answering machine detection.',
    input: { kind: 'switch', label: "Speak after the answering machine's prompt" },
  },
  campaign_id: {
    label: 'Campaign',
    hint: 'Id of the campaign that the call belongs to, up to 100 characters.',
    input: { kind: 'text' },
  },
  ring_timeout_in_seconds: {
    label: 'Ring for so many seconds',
    hint: '15 to 60. Empty: 60.',
    input: { kind: 'number', min: 15, max: 60 },
  },
  name: {
    label: 'Name',
    hint: 'A name of the contact for agents, up to 1,024 characters.',
    input: { kind: 'text' },
  },
  description: {
    label: 'Description',
    hint: 'What the contact is about, for agents.',
    input: { kind: 'lines' },
  },
  references: {
    label: 'References',
    hint: "Links and facts for agents, JSON in AWS's own shape.",
    input: { kind: 'lines', placeholder: '{"Order": {"Type": "URL", "Value": "https://example.com/1234"}}' },
  },
};
