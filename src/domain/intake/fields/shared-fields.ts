import { MOST_DAYS_AHEAD } from '../../policy/time/judge-hours.ts';
import { parseAttributes } from '../attributes.ts';
import type { Field } from './field.ts';
import { id, moment, parsedBy } from './schemas.ts';

export const MAP_EXAMPLE = 'orderId=1234\nlanguage=en';

/** What both operations take. Limits are those of Amazon Connect's API model, here and in the tables beside. */
export const SHARED_FIELDS = {
  send_at: {
    group: 'time',
    label: 'Send at',
    hint: `In your own time zone, up to ${MOST_DAYS_AHEAD} days ahead. Empty: at once.`,
    input: { kind: 'moment' },
    schema: moment,
  },
  contact_flow_id: {
    group: 'routing',
    label: 'Flow',
    hint: 'The Amazon Connect flow that handles the contact. Empty: the one set up for the channel.',
    input: { kind: 'list', list: 'flows', placeholder: 'Choose a flow' },
    schema: id(500, 'a flow'),
  },
  attributes: {
    group: 'agents',
    label: 'Contact attributes',
    hint: 'What the flow and agents can read: one key=value a line, or a JSON object. Keys of letters, digits, - and _.',
    input: { kind: 'lines', placeholder: MAP_EXAMPLE },
    schema: parsedBy(parseAttributes),
  },
  related_contact_id: {
    group: 'agents',
    label: 'Related contact',
    hint: 'The ContactId of an earlier contact that this one belongs to.',
    input: { kind: 'text' },
    schema: id(256, 'a contact'),
  },
} satisfies Record<string, Field>;
