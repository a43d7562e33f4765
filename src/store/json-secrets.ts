import type { Approval } from '../domain/approval/approval.ts';
import type { Failure } from '../domain/contact/failure.ts';
import type { Conversation, Link } from '../domain/conversation/conversation.ts';
import type { Sealer } from './vault.ts';

/** Secrets within columns of JSON, each sealed under its name; what an earlier version has stored may stand there as it is. */
export const JSON_SECRETS = [
  { column: 'conversation', name: 'link' },
  { column: 'conversation', name: 'names' },
  { column: 'failure', name: 'refusal' },
  { column: 'approval', name: 'reason' },
] as const;

type Name = (typeof JSON_SECRETS)[number]['name'];

export function aboutSecret(name: Name, id: string): string {
  return `${name} ${id}`;
}

/** With the tokens of its link sealed, and by which names agents are seen. */
export type StoredConversation = Omit<Conversation, 'link'> & { link?: string; names?: string };

type AgentNames = Pick<Conversation, 'agents' | 'agentName'>;

/** How a link is stored: it stays the same for hours, and need not be sealed with every change. */
const sealedLinks = new WeakMap<Link, string>();

export function sealConversation(
  { link, agents, agentName, ...rest }: Conversation,
  id: string,
  sealer: Sealer,
): StoredConversation {
  const sealed =
    link && (sealedLinks.get(link) ?? sealer.seal(JSON.stringify(link), aboutSecret('link', id)));
  if (link && sealed) sealedLinks.set(link, sealed);
  const names = { ...(agents && { agents }), ...(agentName && { agentName }) };
  return { ...rest, ...(sealed && { link: sealed }), ...sealNames(names, id, sealer) };
}

function sealNames(names: AgentNames, id: string, sealer: Sealer): { names?: string } {
  if (Object.keys(names).length === 0) return {};
  return { names: sealer.seal(JSON.stringify(names), aboutSecret('names', id)) };
}

/** What an earlier version has stored, with names and refusal sealed. */
export function sealPlainSecrets(
  conversation: (StoredConversation & AgentNames) | null,
  failure: StoredFailure | null,
  id: string,
  sealer: Sealer,
): [string | null, string | null] {
  const { agents, agentName, ...rest } = conversation ?? {};
  const names = { ...(agents && { agents }), ...(agentName && { agentName }) };
  const sealed = conversation && { ...rest, ...sealNames(names, id, sealer) };
  const isPlain = failure && typeof failure.refusal === 'object';
  const stored = isPlain ? sealFailure(failure as Failure, id, sealer) : failure;
  return [sealed && JSON.stringify(sealed), stored && JSON.stringify(stored)];
}

/** A link that can't be read any more is as if it were over. */
export function openConversation(
  { link: sealed, names, ...rest }: StoredConversation,
  id: string,
  sealer: Sealer,
): Conversation {
  const agents = names === undefined ? undefined : sealer.open(names, aboutSecret('names', id));
  const known: Conversation = { ...rest, ...(agents !== undefined && JSON.parse(agents)) };
  const text = sealed === undefined ? undefined : sealer.open(sealed, aboutSecret('link', id));
  if (sealed !== undefined && text !== undefined) {
    const link: Link = JSON.parse(text);
    sealedLinks.set(link, sealed);
    return { ...known, link };
  }
  return sealed !== undefined && known.writing === 'on' ? { ...known, writing: 'wanted' } : known;
}

/** A refusal may quote what an admin has written about a person. */
export type StoredFailure = Omit<Failure, 'refusal'> & { refusal?: Failure['refusal'] | string };

export function sealFailure({ refusal, ...rest }: Failure, id: string, sealer: Sealer): StoredFailure {
  return refusal
    ? { ...rest, refusal: sealer.seal(JSON.stringify(refusal), aboutSecret('refusal', id)) }
    : rest;
}

export function openFailure({ refusal, ...rest }: StoredFailure, id: string, sealer: Sealer): Failure {
  if (typeof refusal !== 'string') return { ...rest, ...(refusal && { refusal }) };
  const text = sealer.open(refusal, aboutSecret('refusal', id));
  return { ...rest, ...(text !== undefined && { refusal: JSON.parse(text) }) };
}

/** Why it was declined is what somebody has typed. */
export function sealApproval({ reason, ...rest }: Approval, id: string, sealer: Sealer): Approval {
  return { ...rest, ...(reason && { reason: sealer.seal(reason, aboutSecret('reason', id)) }) };
}

export function openApproval({ reason: sealed, ...rest }: Approval, id: string, sealer: Sealer): Approval {
  const reason = sealed === undefined ? undefined : sealer.open(sealed, aboutSecret('reason', id));
  return { ...rest, ...(reason !== undefined && { reason }) };
}
