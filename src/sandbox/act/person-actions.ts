import type { Person } from '../slack/index.ts';
import type { Handlers, SandboxParts } from './sandbox-parts.ts';

type PersonAction =
  | 'post'
  | 'command'
  | 'globalShortcut'
  | 'messageShortcut'
  | 'fill'
  | 'choose'
  | 'press'
  | 'suggest'
  | 'submit'
  | 'close'
  | 'react'
  | 'openHome'
  | 'deleteMessage';

type By = { as: string; device?: 'desktop' | 'phone' };

const who = ({ live }: SandboxParts, { as, device }: By): Person =>
  live().people(as, device ? { device } : {});

/** What a person does in Slack. */
export const personActions: Handlers<PersonAction> = {
  post: (action, parts) => who(parts, action).post(action.conversation, action.text, action),
  command: (action, parts) => who(parts, action).command(action.conversation, action.line, action),
  globalShortcut: (action, parts) => who(parts, action).globalShortcut(action.callbackId),
  messageShortcut: (action, parts) =>
    who(parts, action).messageShortcut(action.callbackId, action.conversation, action.ts),
  fill: (action, parts) => who(parts, action).fill(action.actionId, action.text, action),
  choose: (action, parts) => who(parts, action).choose(action.actionId, action.value, action),
  press: (action, parts) => who(parts, action).press(action.actionId, action),
  suggest: (action, parts) => who(parts, action).suggest(action.actionId, action.query, action),
  submit: (action, parts) => who(parts, action).submit(),
  async close(action, parts) {
    await who(parts, action).close(action);
    return {};
  },
  react: (action, parts) => who(parts, action).react(action.conversation, action.ts, action.name),
  async openHome(action, parts) {
    const ack = await who(parts, action).openHome();
    return ack ? { ack } : {};
  },
  deleteMessage(action, parts) {
    who(parts, action).deleteMessage(action.conversation, action.ts);
    return {};
  },
};
