import type { SandboxChange } from '../page-api.ts';
import type { Change as SlackChange, StepOutcome } from '../slack/index.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { Notices } from './notices.ts';
import type { WorldKeeper } from './saved-world.ts';
import type { Stage } from './stage.ts';
import { chatMessage, contactCard } from './stage-state.ts';
import type { Traffic } from './traffic.ts';

export type Watched = {
  stage: Stage;
  feed: ChangeFeed;
  traffic: Traffic;
  notices: Notices;
  keeper: WorldKeeper;
  refresh: () => void;
};

/** Tells the feed what happens in Slack. */
export function watchSlack(watched: Watched): () => void {
  const { stage, feed, keeper, refresh } = watched;
  return stage.slack.subscribe((change) => {
    const news = fromSlack(watched, change);
    if (news) feed.publish(news);
    // A fault may have struck this request.
    if (change.type === 'request_logged') refresh();
    else keeper.touch();
  });
}

function fromSlack({ stage, traffic, notices }: Watched, change: SlackChange): SandboxChange | undefined {
  switch (change.type) {
    case 'message_posted':
    case 'message_changed':
    case 'ephemeral_posted':
      return { type: 'message', message: change.message };
    case 'message_deleted':
    case 'ephemeral_deleted':
      return { type: 'messageDeleted', conversation: change.conversation, ts: change.ts };
    case 'view_opened':
    case 'view_pushed':
    case 'view_updated':
    case 'view_closed': {
      const { user, view } = change;
      if (view.type === 'home') return { type: 'home', user, view };
      return { type: 'modals', user, views: stage.slack.workspace.stacks.get(user) ?? [] };
    }
    case 'home_published':
      return { type: 'home', user: change.user, view: change.view };
    case 'conversation_changed':
      return { type: 'conversation', conversation: change.conversation };
    case 'notice': {
      const { user, conversation, text } = change;
      return {
        type: 'notice',
        notice: notices.add({ user, text, ...(conversation ? { conversation } : {}) }),
      };
    }
    case 'request_logged':
      return { type: 'request', request: traffic.addSlack(change.entry) };
    case 'step_completed': {
      const { startedBy: user, outcome } = change;
      return user
        ? { type: 'notice', notice: notices.add({ user, text: workflowText(outcome) }) }
        : undefined;
    }
    case 'sockets_changed':
      return undefined;
  }
}

/** As Slackbot tells whoever has run a workflow of its failure; how it goes on, its next steps would show. */
function workflowText(outcome: StepOutcome): string {
  if (outcome.kind === 'error') return `The workflow failed: ${outcome.error}`;
  const outputs = Object.entries(outcome.outputs).map(([name, value]) => `${name} ${String(value)}`);
  return `The workflow goes on with ${outputs.join(' · ')}`;
}

/** Tells the feed what happens in Amazon Connect, and which events and chat messages come of it. */
export function watchConnect({ stage, feed, traffic, keeper, refresh }: Watched): () => void {
  const { connect } = stage;
  const unsubscribe = connect.subscribe((change) => {
    keeper.touch();
    switch (change.type) {
      case 'contact':
        return feed.publish({ type: 'contact', card: contactCard(connect, change.contact) });
      case 'request':
        return feed.publish({ type: 'request', request: traffic.addAws('connect', change.request) });
      default:
        return refresh();
    }
  });
  const unlisten = connect.onEvent((event) => feed.publish({ type: 'contactEvent', event }));
  const unlistenToChats = connect.onMessage((published) =>
    feed.publish({ type: 'chatMessage', message: chatMessage(published) }),
  );
  return () => {
    unsubscribe();
    unlisten();
    unlistenToChats();
  };
}

/** Tells the feed what is asked of Q in Connect. */
export function watchQConnect({ stage, feed, traffic, refresh }: Watched): () => void {
  return stage.qconnect.subscribe((request) => {
    feed.publish({ type: 'request', request: traffic.addAws('qconnect', request) });
    // A fault may have struck this request.
    refresh();
  });
}
