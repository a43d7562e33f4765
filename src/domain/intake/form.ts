/**
 * The fields of the modal. A field's name is both block_id and action_id of its input, so the names
 * are what Slack sends back, what errors are keyed by and what drafts are stored under.
 */
export const FIRST_SCREEN_FIELDS = ['phone', 'channel', 'message', 'conversation'] as const;

export const CHAT_FIELDS = [
  'contact_flow_id',
  'content_type',
  'knowledge_base_id',
  'message_template_id',
  'template_attributes',
  'customer_profile_attributes',
  'attributes',
  'segment_attributes',
  'chat_duration_in_minutes',
  'display_name',
  'supported_messaging_content_types',
  'related_contact_id',
] as const;

export const VOICE_FIELDS = [
  'contact_flow_id',
  'queue_id',
  'source_phone_number',
  'attributes',
  'traffic_type',
  'answer_machine_detection',
  'await_answer_machine_prompt',
  'campaign_id',
  'ring_timeout_in_seconds',
  'name',
  'description',
  'references',
  'related_contact_id',
] as const;

export type Field =
  | (typeof FIRST_SCREEN_FIELDS)[number]
  | (typeof CHAT_FIELDS)[number]
  | (typeof VOICE_FIELDS)[number];

/** What was answered in a field: typed text, a selected value, or several; absent when left empty. */
export type FormValues = Partial<Record<Field, string | string[]>>;

/** A sentence for each field at fault, saying what is wrong and what to do. */
export type FieldErrors = Partial<Record<Field, string>>;
