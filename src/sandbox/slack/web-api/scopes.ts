import type { ResolvedOptions } from '../options.ts';
import { SlackError } from '../slack-error.ts';
import type { ConversationKind } from '../types.ts';

/** @throws SlackError missing_scope with what is needed and what is provided */
export function requireAnyScope({ scopes }: ResolvedOptions, wanted: readonly string[]): void {
  if (!scopes || wanted.length === 0 || wanted.some((scope) => scopes.has(scope))) return;
  throw new SlackError('missing_scope', [], { needed: wanted.join(','), provided: [...scopes].join(',') });
}

const scopePrefixes: Record<ConversationKind, string> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** The scope for reading a kind of conversation: `channels:history`, `groups:read`, … */
export function conversationScope(kind: ConversationKind, right: 'read' | 'history' | 'write'): string {
  return `${scopePrefixes[kind]}:${right}`;
}

export function anyConversationScope(right: 'read' | 'history' | 'write'): string[] {
  return Object.values(scopePrefixes).map((prefix) => `${prefix}:${right}`);
}
