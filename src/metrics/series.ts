import type { Registry } from 'prom-client';
import { CHANNEL_NAMES, CHAT_CHANNELS } from '../domain/channels/registry.ts';
import { FAILURE_CODES } from '../domain/contact/failure.ts';
import { LANES } from '../domain/kernel/pace.ts';
import { CALL_OUTCOMES } from '../domain/kernel/watch.ts';
import { createMaker } from './make.ts';
import {
  AGES,
  CALLS,
  DECIDED,
  DUE,
  EVENT_TYPES,
  METHODS,
  OUTCOMES,
  PAYLOADS,
  SERVICES,
  STATEMENTS,
  TAKEN,
  WAITS,
} from './values.ts';

const OF = { channel: CHANNEL_NAMES, lane: LANES };
const CALL = { service: SERVICES, method: METHODS };

/** All that the app measures. What is counted is counted by the instance that did it; what waits, by each alike. */
export function createSeries(registry: Registry, { version, node }: { version: string; node: string }) {
  const { counter, histogram, gauge } = createMaker(registry);
  return {
    build: gauge({
      name: 'reach_out_build_info',
      help: 'Always 1: which version runs, on which Node.',
      labels: { version: [version], node: [node] },
    }),
    ready: gauge({
      name: 'reach_out_ready',
      help: 'Whether this is there, as /ready says: 1, or 0.',
      labels: { check: ['database', 'slack', 'contact_events', 'messages'] },
    }),

    requested: counter({
      name: 'reach_out_requested_total',
      help: 'Reach-outs that were confirmed.',
      labels: OF,
    }),
    outcomes: counter({
      name: 'reach_out_outcomes_total',
      help: 'What came of reach-outs. A contact that was started ends, too.',
      labels: { channel: CHANNEL_NAMES, outcome: OUTCOMES },
    }),
    failures: counter({
      name: 'reach_out_failures_total',
      help: 'Reach-outs that failed or are unresolved, by why.',
      labels: { channel: CHANNEL_NAMES, code: FAILURE_CODES },
    }),
    ack: histogram({
      name: 'reach_out_ack_seconds',
      help: 'From what Slack sends to the answer; after the commit, where something is stored.',
      labels: { payload: PAYLOADS },
      buckets: WAITS,
    }),
    firstCall: histogram({
      name: 'reach_out_first_call_seconds',
      help: 'From when a reach-out was to go to the first call that starts its contact.',
      labels: OF,
      buckets: WAITS,
    }),
    contact: histogram({
      name: 'reach_out_contact_seconds',
      help: 'From when a reach-out was to go to its ContactId.',
      labels: OF,
      buckets: WAITS,
    }),
    told: histogram({
      name: 'reach_out_told_seconds',
      help: "From when a person's own reach-out was to go to its ContactId in the thread.",
      labels: { channel: CHANNEL_NAMES },
      buckets: WAITS,
    }),

    due: gauge({
      name: 'reach_out_due',
      help: "What is due and in nobody's hands, over all instances.",
      labels: { kind: DUE },
    }),
    oldestDue: gauge({
      name: 'reach_out_oldest_due_age_seconds',
      help: 'For how long the oldest of that has been due.',
      labels: { kind: DUE },
    }),
    scheduled: gauge({
      name: 'reach_out_scheduled',
      help: 'Reach-outs that wait for their time, over all instances.',
      labels: {},
    }),
    awaitingApproval: gauge({
      name: 'reach_out_awaiting_approval',
      help: 'Reach-outs that wait for somebody to approve of them, over all instances.',
      labels: {},
    }),
    stuck: gauge({
      name: 'reach_out_stuck',
      help: 'Reach-outs and lists that do not come on by themselves, over all instances.',
      labels: {},
    }),
    backlogKnown: gauge({
      name: 'reach_out_backlog_known',
      help: 'Whether the database has told what waits: 1, or 0, and then the five series of that are absent.',
      labels: {},
    }),

    calls: counter({
      name: 'reach_out_calls_total',
      help: 'Calls of Slack and AWS that are over.',
      labels: { ...CALL, outcome: CALL_OUTCOMES },
    }),
    callTime: histogram({
      name: 'reach_out_call_seconds',
      help: 'How long they took.',
      labels: CALL,
      buckets: CALLS,
    }),

    messagesIn: counter({
      name: 'reach_out_messages_in_total',
      help: 'Messages of customers that were taken in.',
      labels: { channel: CHAT_CHANNELS },
    }),
    messagesOut: counter({
      name: 'reach_out_messages_out_total',
      help: 'Replies from Slack to customers, by what came of them.',
      labels: { channel: CHAT_CHANNELS, outcome: DECIDED },
    }),
    events: counter({
      name: 'reach_out_contact_events_total',
      help: 'Contact events of the instance that were taken in, by their eventType.',
      labels: { type: EVENT_TYPES },
    }),
    eventAge: histogram({
      name: 'reach_out_contact_event_age_seconds',
      help: 'From the time of a contact event, in whole seconds, to when it was taken in.',
      labels: {},
      buckets: AGES,
    }),
    inbound: counter({
      name: 'reach_out_inbound_total',
      help: 'Messages read from the queue, by what became of them; those that failed come again, and then to the dead letters.',
      labels: { outcome: TAKEN },
    }),
    inboundRead: gauge({
      name: 'reach_out_inbound_read_age_seconds',
      help: 'How long ago the queue was read last.',
      labels: {},
    }),

    leaseLosses: counter({
      name: 'reach_out_lease_losses_total',
      help: 'Work that was lost to another worker, because it took too long.',
      labels: { kind: ['reach_out', 'list'] },
    }),
    statements: histogram({
      name: 'reach_out_statement_seconds',
      help: 'How long the statements of the database took, without the wait for a connection.',
      labels: { outcome: ['ok', 'error'] },
      buckets: STATEMENTS,
    }),
    connections: gauge({
      name: 'reach_out_database_connections',
      help: 'Connections to the database, and who waits for one.',
      labels: { state: ['busy', 'idle', 'waiting'] },
    }),
  };
}

export type Series = ReturnType<typeof createSeries>;
