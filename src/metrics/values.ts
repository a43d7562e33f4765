/** Upper ends of what is counted together, in seconds: from what a database takes to what a person still waits for. */
export const WAITS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** A look at a queue takes 20 s where it is empty. */
export const CALLS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const STATEMENTS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

export const AGES = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

/** What Slack sends, by the `type` of its payload. */
export const PAYLOADS = [
  ...['slash_command', 'shortcut', 'message_action', 'view_submission', 'view_closed'],
  ...['block_actions', 'block_suggestion', 'event_callback'],
] as const;

export const SERVICES = ['slack', 'connect', 'participant', 'sms_voice', 'qconnect', 'sqs'] as const;

/** Far more than the app calls. */
export const METHODS = { most: 100 };

/** Source: Amazon Connect Administrator Guide, "Contact events". */
export const EVENT_TYPES = [
  ...['INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED'],
  ...['CONTACT_DATA_UPDATED', 'PAUSED', 'RESUMED'],
];

/** What becomes of a message that is read from the queue: one that is not yet taken in comes again. */
export const TAKEN = ['stored', 'foreign', 'not_yet', 'failed'] as const;

/** What came of a reach-out, or of its contact. */
export const OUTCOMES = ['started', 'ended', 'failed', 'cancelled', 'unresolved'] as const;

/** What came of a reply. */
export const DECIDED = ['accepted', 'refused', 'unknown'] as const;

export const DUE = ['own', 'list_row', 'list'] as const;
