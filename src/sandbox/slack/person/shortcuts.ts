import { type Ack, failureCode } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { messageJson } from '../message-json.ts';
import { channelPart, interactionParts } from '../payload-parts.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, tell } from './actor.ts';

export type ShortcutResult = { kind: 'acknowledged' } | { kind: 'failed'; text: string };

/** Choose a global shortcut. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export async function globalShortcut(actor: Actor, callbackId: string): Promise<ShortcutResult> {
  requireShortcut(actor, callbackId);
  return send(actor, 'shortcut', { type: 'shortcut', ...shortcutParts(actor, callbackId) });
}

/** Choose a shortcut in "More actions" of a message. */
export async function messageShortcut(
  actor: Actor,
  callbackId: string,
  reference: string,
  ts: string,
): Promise<ShortcutResult> {
  requireShortcut(actor, callbackId);
  const { workspace, responseUrl } = actor.context;
  const conversation = conversationOf(actor, reference);
  const message = messageOf(actor, conversation.id, ts);
  if (message.visible_to) throw new ImpossibleAction('An ephemeral message has no shortcuts');
  const threadTs = message.thread_ts;
  return send(actor, 'message_action', {
    type: 'message_action',
    ...shortcutParts(actor, callbackId, conversation.id),
    message_ts: ts,
    channel: channelPart(conversation),
    message: messageJson(workspace, message),
    response_url: responseUrl({
      user: actor.person.id,
      conversation: conversation.id,
      messageTs: ts,
      ...(threadTs ? { threadTs } : {}),
    }),
  });
}

function shortcutParts(actor: Actor, callbackId: string, conversation?: string): Json {
  const { workspace, triggers } = actor.context;
  return {
    ...interactionParts(workspace, actor.person),
    callback_id: callbackId,
    trigger_id: triggers.issue({ user: actor.person.id, ...(conversation ? { conversation } : {}) }),
    action_ts: workspace.nextTs(),
  };
}

function requireShortcut({ context }: Actor, callbackId: string): void {
  const { shortcuts } = context.options;
  if (shortcuts && !shortcuts.has(callbackId))
    throw new ImpossibleAction(`The app has no shortcut ${callbackId}`);
}

async function send(actor: Actor, name: string, payload: Json): Promise<ShortcutResult> {
  const ack: Ack = await actor.context.deliver({ kind: 'interactive', name, payload });
  if (ack.kind === 'acknowledged') return { kind: 'acknowledged' };
  const text = `That shortcut didn't work: ${actor.context.workspace.app.name} did not respond (${failureCode(ack)})`;
  tell(actor, text);
  return { kind: 'failed', text };
}
