import type { Approval } from '../domain/approval/approval.ts';
import { LANES } from '../domain/kernel/pace.ts';
import type { NewReachOut, ReachOut, SlowedDown } from '../domain/reach-out/reach-out.ts';
import type { Part, Posts } from '../domain/thread/post.ts';
import { type ContentRow, contentOf, contentValues } from './content.ts';
import {
  openApproval,
  openConversation,
  openFailure,
  type StoredConversation,
  type StoredFailure,
  sealApproval,
  sealConversation,
  sealFailure,
} from './json-secrets.ts';
import { type LineRow, lineFromRow } from './line-row.ts';
import type { Vault } from './vault.ts';

/** A row of reach_out, with its posts and what is slowed down for it. */
export type ReachOutRow = Record<string, unknown> &
  ContentRow & {
    lane: number;
    posts: Posts | null;
    lines: LineRow[] | null;
    conversation: StoredConversation | null;
    failure: StoredFailure | null;
    approval: Approval | null;
    slowed: string[] | null;
  };

/** The columns that a change may write, each of the field with the same name. */
export const CHANGEABLE = [
  ...['state', 'failure', 'waiting', 'contact_id', 'contact', 'cancelled_by', 'attempts', 'uncertain_since'],
  ...[
    'started_at',
    'ended_at',
    'start_at',
    'ready_at',
    'look_at',
    'post_at',
    'edit_at',
    'sweep',
    'promised',
    'place_id',
  ],
  ...['thread_ts', 'is_moved', 'silence', 'version', 'shown_version', 'troubles', 'stop', 'retried'],
  ...['conversation', 'answered', 'deferral', 'is_opt_out_unknown', 'approval', 'workflow'],
];

const CHANGEABLE_FIELDS = CHANGEABLE.map((column) => fieldOf(column) as keyof ReachOut);

/** What only the store needs to know of a row. */
const NOT_FIELDS = new Set([
  'channel',
  'recipient',
  'recipient_digest',
  'source_arn',
  'last_digits',
  'sealed',
  'request',
  'draft',
  'warnings',
  'failure',
  'due_at',
  'lease_until',
  'approval',
  'lane',
  'slowed',
  'posts',
  'lines',
  'conversation',
  'sweep',
]);

/** `place_id` holds `placeId`; a column without a value is a field that is absent. */
export function fromRow(row: ReachOutRow, vault: Vault): ReachOut {
  const fields = Object.entries(row).filter(([column, value]) => value !== null && !NOT_FIELDS.has(column));
  const sweep = row.sweep as { at: string } | null;
  const { id } = row;
  return {
    // One that an earlier version has stored was ready when it was requested.
    ...{ readyAt: row.requested_at },
    ...Object.fromEntries(fields.map(([column, value]) => [fieldOf(column), value])),
    ...(sweep && { sweep: { ...sweep, at: new Date(sweep.at) } }),
    ...contentOf(row, vault),
    ...(row.failure && { failure: openFailure(row.failure, id, vault) }),
    ...(row.approval && { approval: openApproval(row.approval, id, vault) }),
    ...(row.conversation && { conversation: openConversation(row.conversation, id, vault) }),
    lines: (row.lines ?? []).map((line) => lineFromRow(line, id, vault)),
    lane: LANES[row.lane] ?? 'own',
    slowed: slowedOf(row.slowed),
    posts: postsOf(row.posts),
  } as ReachOut;
}

export function slowedOf(names: string[] | null): ReachOut['slowed'] {
  return (names ?? []).map((name) => name.split(':')[0] as SlowedDown);
}

/** The values of the columns that a change may write. */
export function changeableValues(reachOut: ReachOut, vault: Vault): unknown[] {
  const { id, conversation, failure, approval } = reachOut;
  const stored = {
    ...reachOut,
    conversation: conversation && sealConversation(conversation, id, vault),
    failure: failure && sealFailure(failure, id, vault),
    approval: approval && sealApproval(approval, id, vault),
  };
  return CHANGEABLE_FIELDS.map((field) => toParameter(stored[field]));
}

/** Lists are PostgreSQL's own, other objects its JSON. */
function toParameter(value: unknown): unknown {
  const isJson = typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value);
  return isJson ? JSON.stringify(value) : value;
}

/** One that a thread no longer has is stored as null. */
function postsOf(posts: ReachOutRow['posts']): Posts {
  return Object.fromEntries(Object.entries(posts ?? {}).filter(([, post]) => post !== null));
}

/** The posts that are new or changed. */
export function changedPosts(before: Posts, after: Posts): Record<string, Posts[Part] | null> {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)] as Part[]);
  const changed = [...parts].filter((part) => before[part] !== after[part]);
  return Object.fromEntries(changed.map((part) => [part, after[part] ?? null]));
}

function fieldOf(column: string): string {
  return column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The values of INSERT that say which reach-out it is; the first thirteen. */
export function identityOf(reachOut: NewReachOut, vault: Vault): unknown[] {
  return [
    reachOut.id,
    reachOut.teamId,
    reachOut.userId,
    reachOut.placeId,
    reachOut.threadTs,
    reachOut.request.channel,
    ...contentValues(reachOut.id, reachOut, vault),
    LANES.indexOf(reachOut.lane),
    reachOut.answered,
    reachOut.approval && JSON.stringify(reachOut.approval),
    reachOut.workflow && JSON.stringify(reachOut.workflow),
  ];
}

/** What a new one waits for, and until when. */
function beginningOf({ sendAt, approval }: NewReachOut, now: Date): Pick<ReachOut, 'state' | 'startAt'> {
  if (approval && !approval.decided) return { state: 'awaiting_approval', startAt: now };
  return sendAt ? { state: 'scheduled', startAt: sendAt } : { state: 'requested', startAt: now };
}

/** What INSERT leaves out has its column's default. */
export function freshReachOut(reachOut: NewReachOut, now: Date): ReachOut {
  const { sendAt: _, ...identity } = reachOut;
  const { state, startAt } = beginningOf(reachOut, now);
  return {
    ...identity,
    ...{
      state,
      startAt,
      readyAt: startAt,
      requestedAt: now,
      attempts: 0,
      troubles: 0,
      lease: 1,
      revision: 0,
    },
    ...{ version: 1, shownVersion: 0, isMoved: false },
    ...{ posts: {}, lines: [], promised: [], slowed: [], retried: [] },
  };
}
