import { reachOutIdOf } from '../domain/many/ids.ts';
import type { List, ListContent } from '../domain/many/list.ts';
import type { Row, RowState, Why } from '../domain/many/row.ts';
import type { Vault } from './vault.ts';

/** What there is to a list beside its columns. */
type ListDocument = Pick<
  List,
  | 'teamId'
  | 'placeName'
  | 'fileId'
  | 'viewId'
  | 'answered'
  | 'report'
  | 'obstacle'
  | 'takenOverAt'
  | 'sendAt'
  | 'posts'
  | 'result'
  | 'endedBy'
  | 'troubles'
  | 'waitUntil'
  | 'feedAt'
> & {
  /** Without why it was declined, which is sealed. */
  approval?: List['approval'];
};

export interface ListTableRow {
  id: string;
  user_id: string;
  place_id: string;
  channel: List['channel'];
  state: List['state'];
  sealed: string | null;
  doc: ListDocument;
  requested_at: Date;
  ended_at: Date | null;
  erased_at: Date | null;
  lease: number;
  revision: number;
}

/** What is sealed of a list. */
type Sealed = ListContent & Pick<List, 'telling'>;

export function listValues(list: List, vault: Vault) {
  const { id, userId, placeId, channel, state, content, telling, endedAt, erasedAt } = list;
  const { teamId, placeName, fileId, viewId, answered, report, sendAt, posts, result, endedBy } = list;
  const { approval, troubles, waitUntil, feedAt, obstacle, takenOverAt, isUnreadable } = list;
  const { reason: _, ...kept } = approval ?? {};
  const doc = {
    ...{ teamId, placeName, fileId, viewId, answered, report, sendAt, posts, result, endedBy, troubles },
    ...{ waitUntil, feedAt, obstacle, takenOverAt, approval: approval && kept },
  };
  const secret: Sealed = { ...content, ...(telling && { telling }) };
  const sealed = erasedAt || isUnreadable ? null : vault.seal(JSON.stringify(secret), aboutList(id));
  return { id, userId, placeId, channel, state, sealed, doc: JSON.stringify(doc), endedAt: endedAt ?? null };
}

const NOTHING: ListContent = { message: '', fileName: '' };

export function listFrom(row: ListTableRow, vault: Vault): List {
  const { doc, sealed } = row;
  const text = sealed === null ? undefined : vault.open(sealed, aboutList(row.id));
  const { telling, ...content }: Sealed = text === undefined ? NOTHING : JSON.parse(text);
  const { approval, ...rest } = doc;
  const { reason } = content;
  return {
    ...rest,
    ...{ id: row.id, userId: row.user_id, placeId: row.place_id, channel: row.channel, state: row.state },
    ...{ content, requestedAt: row.requested_at, lease: row.lease, revision: row.revision },
    ...(approval && { approval: { ...approval, ...(reason && { reason }) } }),
    ...(telling && { telling }),
    ...(sealed !== null && text === undefined && { isUnreadable: true }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.erased_at && { erasedAt: row.erased_at }),
  };
}

/** What a row's secret is sealed about. */
export function aboutList(id: string): string {
  return `list ${id}`;
}

export function aboutRow(listId: string, line: number | string): string {
  return `list ${listId} row ${line}`;
}

export interface RowTableRow {
  line: number;
  state: RowState;
  why: Why | null;
  opens_at: Date | null;
  sealed: string | null;
}

/** What is sealed of a row. */
type SealedRow = Pick<Row, 'phone' | 'message' | 'values' | 'fault'>;

export function rowValues(listId: string, row: Row, vault: Vault) {
  const { line, state, why, opensAt, phone, message, values, fault } = row;
  const secret: SealedRow = {
    ...(phone !== undefined && { phone }),
    ...(message !== undefined && { message }),
    ...(values && { values }),
    ...(fault && { fault }),
  };
  return {
    ...{ line, state, why: why ?? null, opens_at: opensAt ?? null },
    sealed: vault.seal(JSON.stringify(secret), aboutRow(listId, line)),
    reach_out_id: reachOutIdOf(listId, line),
  };
}

export function rowFrom(listId: string, row: RowTableRow, vault: Vault): Row {
  const { line, state, why, opens_at, sealed } = row;
  const text = sealed === null ? undefined : vault.open(sealed, aboutRow(listId, line));
  const secret: SealedRow = text === undefined ? {} : JSON.parse(text);
  const isUnreadable = sealed !== null && text === undefined;
  return {
    ...{ line, state, ...(why && { why }), ...(opens_at && { opensAt: opens_at }), ...secret },
    ...(isUnreadable && { isUnreadable }),
  };
}
