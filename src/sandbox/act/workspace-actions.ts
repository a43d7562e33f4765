import { UnknownThing } from '../stage/people.ts';
import type { Handlers, SandboxParts } from './sandbox-parts.ts';

type WorkspaceAction = 'member' | 'archive' | 'dismissNotice' | 'runStep' | 'sockets' | 'redeliver';

const slackOf = ({ live }: SandboxParts) => live().stage.slack;

function conversationOf(parts: SandboxParts, reference: string) {
  const slack = slackOf(parts);
  try {
    return slack.conversation(reference);
  } catch {
    throw new UnknownThing(`There is no conversation ${reference}`);
  }
}

/** What an admin of the workspace, or Slack itself, does. */
export const workspaceActions: Handlers<WorkspaceAction> = {
  member({ conversation, user, member }, parts) {
    const slack = slackOf(parts);
    if (!slack.workspace.people.has(user)) throw new UnknownThing(`There is no person ${user}`);
    slack.setMembership(conversationOf(parts, conversation).id, user, member);
    return {};
  },
  archive({ conversation: reference, archived }, parts) {
    const conversation = conversationOf(parts, reference);
    conversation.is_archived = archived;
    slackOf(parts).workspace.changes.emit({ type: 'conversation_changed', conversation });
    return {};
  },
  dismissNotice({ id }, { live, feed }) {
    live().notices.dismiss(id);
    feed.publish({ type: 'noticeDismissed', id });
    return {};
  },
  async runStep({ callbackId, inputs, as }, parts) {
    return { executionId: await slackOf(parts).runStep(callbackId, inputs, as) };
  },
  sockets({ do: what }, parts) {
    const { sockets } = slackOf(parts);
    if (what === 'cut') sockets.cut();
    else sockets.refresh();
    return {};
  },
  async redeliver({ request }, parts) {
    const logged = parts.traffic.find(request);
    if (logged?.from !== 'slack' || !logged.entry.delivery) {
      throw new UnknownThing(`Request ${request} is no delivery that is still known`);
    }
    return { ack: await slackOf(parts).redeliver(logged.entry) };
  },
};
