import { findConversation, findDirectMessage, isMember } from '../conversations.ts';
import { findMessage } from '../messages.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import type { Conversation, Message, OpenView, PersonRecord } from '../types.ts';
import { topView } from '../views.ts';

/** A person at their Slack client. */
export type Actor = {
  context: SandboxContext;
  person: PersonRecord;
  /** A phone turns `--` into a dash and straight quotes into curly ones. */
  device: 'desktop' | 'phone';
  /** The options that were last suggested, by action_id: only those can be chosen. */
  suggested: Map<string, SuggestedOption[]>;
};

export type SuggestedOption = { text: string; value: string; option: { [key: string]: unknown } };

/** A test asked for something that a person cannot do in Slack. */
export class ImpossibleAction extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImpossibleAction';
  }
}

/** @param reference an id, a name with or without `#`, or `app` for the direct message with the app */
export function conversationOf(
  { context: { workspace }, person }: Actor,
  reference: string,
  { archived = false }: { archived?: boolean } = {},
): Conversation {
  const found =
    reference === 'app' ? findDirectMessage(workspace, person.id) : findConversation(workspace, reference);
  if (!found) throw new ImpossibleAction(`There is no conversation ${reference}`);
  if (!isMember(found, person.id)) throw new ImpossibleAction(`${person.name} is not in ${reference}`);
  if (found.is_archived && !archived) throw new ImpossibleAction(`${reference} is archived`);
  return found;
}

export function messageOf(
  { context: { workspace }, person }: Actor,
  conversation: string,
  ts: string,
): Message {
  const message = findMessage(workspace, conversation, ts);
  if (!message) throw new ImpossibleAction(`There is no message ${ts} in ${conversation}`);
  if (message.visible_to && message.visible_to !== person.id) {
    throw new ImpossibleAction(`${person.name} does not see the ephemeral message ${ts}`);
  }
  return message;
}

export function viewOf({ context: { workspace }, person }: Actor): OpenView {
  const view = topView(workspace, person.id);
  if (!view) throw new ImpossibleAction(`${person.name} has no modal open`);
  return view;
}

/** Slack itself says something to the person. */
export function tell({ context: { workspace }, person }: Actor, text: string, conversation?: string): void {
  workspace.changes.emit({
    type: 'notice',
    user: person.id,
    text,
    ...(conversation ? { conversation } : {}),
  });
}

/** What the client sends for what the person typed: entities escaped, a phone's substitutions made. */
export function typed({ device }: Actor, text: string): string {
  return escapeEntities(device === 'phone' ? smartPunctuation(text) : text);
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function smartPunctuation(text: string): string {
  return text
    .replaceAll('--', '—')
    .replace(/(^|[\s([{])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{])'/g, '$1‘')
    .replaceAll("'", '’');
}
