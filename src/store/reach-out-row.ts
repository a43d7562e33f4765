import type { Selectable } from 'kysely';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Part, Post, Posts } from '../domain/thread/post.ts';
import type { PostTable, ReachOutTable } from './schema.ts';

type PostRow = Omit<Selectable<PostTable>, 'reach_out_id'>;

/** A row with its posts, and what its place is slowed down in. */
export type ReachOutRow = Selectable<ReachOutTable> & {
  posts: PostRow[] | null;
  slowed: string[] | null;
};

export const LANES = ['own', 'list'] as const;

export function fromRow(row: ReachOutRow): ReachOut {
  return {
    id: row.id,
    teamId: row.team_id,
    userId: row.user_id,
    placeId: row.place_id,
    ...(row.thread_ts !== null && { threadTs: row.thread_ts }),
    request: row.request,
    draft: row.draft,
    warnings: row.warnings,
    lane: LANES[row.lane] ?? 'own',
    state: row.state,
    ...(row.failure && { failure: row.failure }),
    ...(row.waiting && { waiting: row.waiting }),
    ...(row.contact_id !== null && { contactId: row.contact_id }),
    ...(row.contact && { contact: row.contact }),
    ...(row.cancelled_by !== null && { cancelledBy: row.cancelled_by }),
    attempts: row.attempts,
    requestedAt: row.requested_at,
    ...(row.uncertain_since && { uncertainSince: row.uncertain_since }),
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    startAt: row.start_at,
    ...(row.look_at && { lookAt: row.look_at }),
    ...(row.post_at && { postAt: row.post_at }),
    ...(row.edit_at && { editAt: row.edit_at }),
    ...(row.sweep && { sweep: { ...row.sweep, at: new Date(row.sweep.at) } }),
    promised: row.promised,
    slowed: slowedOf(row.slowed),
    posts: Object.fromEntries((row.posts ?? []).map((post) => [post.part, fromPostRow(post)])),
    isMoved: row.is_moved,
    ...(row.silence !== null && { silence: row.silence }),
    version: row.version,
    shownVersion: row.shown_version,
    troubles: row.troubles,
    lease: row.lease,
    revision: row.revision,
  };
}

export function slowedOf(names: string[] | null): ReachOut['slowed'] {
  return (names ?? []).map((name) => (name === 'edit' ? 'edit' : 'post'));
}

function fromPostRow(row: PostRow): Post {
  return {
    tries: row.tries,
    ...(row.is_absent && { isAbsent: true }),
    ...(row.ts !== null && { ts: row.ts }),
    ...(row.covers && { covers: row.covers as Post['covers'] & object }),
    ...(row.told !== null && { told: row.told }),
    ...(row.is_doubtful && { isDoubtful: true }),
    ...(row.is_plain && { isPlain: true }),
    ...(row.refused !== null && { refused: row.refused }),
  };
}

/** The posts that are new or changed, as rows; what a thread no longer has is a row that was never tried. */
export function changedPosts(before: Posts, after: Posts): PostRow[] {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)] as Part[]);
  return [...parts]
    .filter((part) => before[part] !== after[part])
    .map((part) => toPostRow(part, after[part] ?? { tries: 0 }));
}

function toPostRow(part: Part, post: Post): PostRow {
  return {
    part,
    tries: post.tries,
    is_absent: post.isAbsent === true,
    ts: post.ts ?? null,
    covers: post.covers ?? null,
    told: post.told ?? null,
    is_doubtful: post.isDoubtful === true,
    is_plain: post.isPlain === true,
    refused: post.refused ?? null,
  };
}

/** The parameters that SETTLE changes a row with, in its order. */
export function changeableValues(reachOut: ReachOut): unknown[] {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  return [
    reachOut.state,
    json(reachOut.failure),
    reachOut.waiting,
    reachOut.contactId,
    json(reachOut.contact),
    reachOut.cancelledBy,
    reachOut.attempts,
    reachOut.uncertainSince,
    reachOut.startedAt,
    reachOut.endedAt,
    reachOut.startAt,
    reachOut.lookAt,
    reachOut.postAt,
    reachOut.editAt,
    json(reachOut.sweep),
    reachOut.promised,
    reachOut.placeId,
    reachOut.threadTs,
    reachOut.isMoved,
    reachOut.silence,
    reachOut.shownVersion,
    reachOut.troubles,
  ];
}
