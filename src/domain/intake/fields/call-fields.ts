import { parseReferences } from '../references.ts';
import { withCommas } from '../text-limits.ts';
import type { Field } from './field.ts';
import { choice, flag, id, line, parsedBy, text, wholeNumber } from './schemas.ts';
import { SHARED_FIELDS } from './shared-fields.ts';

const SECONDS = { least: 15, most: 60 };
const LONGEST_CAMPAIGN = 100;
const LONGEST_NAME = 1024;
const LONGEST_DESCRIPTION = 4096;

/** What "More options" shows for a call. Source: Amazon Connect API, StartOutboundVoiceContact. */
export const CALL_FIELDS = {
  send_at: SHARED_FIELDS.send_at,
  contact_flow_id: SHARED_FIELDS.contact_flow_id,
  queue_id: {
    group: 'routing',
    label: 'Queue',
    hint: "The queue the call belongs to; its number is the caller's number unless the settings or the field below name another.",
    input: { kind: 'list', list: 'queues', placeholder: 'Choose a queue' },
    schema: id(256, 'a queue'),
  },
  source_phone_number: {
    group: 'routing',
    label: "Caller's number",
    hint: 'The number that the person sees, one of your Amazon Connect instance.',
    input: { kind: 'list', list: 'numbers', placeholder: 'Choose a number' },
    schema: text,
  },
  attributes: SHARED_FIELDS.attributes,
  traffic_type: {
    group: 'advanced',
    label: 'Traffic type',
    hint: 'Campaign is needed for answering machine detection.',
    input: {
      kind: 'select',
      options: [
        { value: 'GENERAL', label: 'General' },
        { value: 'CAMPAIGN', label: 'Campaign' },
      ],
    },
    schema: choice(['GENERAL', 'CAMPAIGN']),
  },
  answer_machine_detection: {
    group: 'advanced',
    label: 'Answering machine detection',
    hint: 'Needs traffic type Campaign, and a quota that AWS raises on request.',
    input: { kind: 'switch', label: 'Detect answering machines' },
    schema: flag,
  },
  await_answer_machine_prompt: {
    group: 'advanced',
    label: 'Wait for the beep',
    hint: 'Only with answering machine detection.',
    input: { kind: 'switch', label: "Speak after the answering machine's prompt" },
    schema: flag,
  },
  campaign_id: {
    group: 'advanced',
    label: 'Campaign',
    hint: `Id of the campaign that the call belongs to, up to ${LONGEST_CAMPAIGN} characters.`,
    input: { kind: 'text' },
    schema: id(LONGEST_CAMPAIGN, 'a campaign'),
  },
  ring_timeout_in_seconds: {
    group: 'advanced',
    label: 'Ring for so many seconds',
    hint: `${SECONDS.least} to ${SECONDS.most}. Empty: ${SECONDS.most}.`,
    input: { kind: 'number', ...SECONDS },
    schema: wholeNumber(SECONDS.least, SECONDS.most, 'seconds'),
  },
  name: {
    group: 'agents',
    label: 'Name',
    hint: `A name of the contact for agents, up to ${withCommas(LONGEST_NAME)} characters.`,
    input: { kind: 'text' },
    schema: line(LONGEST_NAME),
  },
  description: {
    group: 'agents',
    label: 'Description',
    hint: 'What the contact is about, for agents.',
    input: { kind: 'lines' },
    schema: line(LONGEST_DESCRIPTION),
  },
  references: {
    group: 'agents',
    label: 'References',
    hint: "Links and facts for agents, JSON in AWS's own shape.",
    input: { kind: 'lines', placeholder: '{"Order": {"Type": "URL", "Value": "https://example.com/1234"}}' },
    schema: parsedBy(parseReferences),
  },
  related_contact_id: SHARED_FIELDS.related_contact_id,
} satisfies Record<string, Field>;
