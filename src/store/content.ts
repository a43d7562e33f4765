import { type Channel, isCallChannel } from '../domain/channels/registry.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Vault } from './vault.ts';

/** What a reach-out says and to whom, which never changes. */
type Content = Pick<ReachOut, 'request' | 'draft' | 'warnings'>;

/** The columns that hold it. Until it is sealed, what an earlier version has stored stands in those that are null since. */
export interface ContentRow {
  id: string;
  channel: Channel;
  sealed: string | null;
  recipient: string | null;
  request: Content['request'] | null;
  draft: Content['draft'] | null;
  warnings: Content['warnings'] | null;
  erased_at: Date | null;
}

/** The values of `recipient_digest`, `source_arn` and `sealed`. */
export function contentValues(id: string, content: Content, vault: Vault): [Buffer, string | null, string] {
  const { request, draft, warnings } = content;
  return [
    vault.digest(request.recipient),
    'sourceArn' in request ? request.sourceArn : null,
    vault.seal(JSON.stringify({ request, draft, warnings }), aboutContent(id)),
  ];
}

export function contentOf(row: ContentRow, vault: Vault): Content & Pick<ReachOut, 'isUnreadable'> {
  const { id, sealed, request, draft, warnings, channel } = row;
  if (sealed === null && request && draft && warnings) return { request, draft, warnings };
  const text = sealed === null ? undefined : vault.open(sealed, aboutContent(id));
  if (text !== undefined) return JSON.parse(text);
  const nothing = { request: requestWithout(channel), draft: {}, warnings: [] };
  return row.erased_at ? nothing : { ...nothing, isUnreadable: true };
}

/** The channel is all that is left of it. */
function requestWithout(channel: Channel): ReachOut['request'] {
  const nothing = { recipient: '', instanceId: '', contactFlowId: '' };
  return isCallChannel(channel)
    ? { channel, ...nothing, message: '' }
    : { channel, ...nothing, sourceArn: '' };
}

export function aboutContent(id: string): string {
  return `reach-out ${id}`;
}
