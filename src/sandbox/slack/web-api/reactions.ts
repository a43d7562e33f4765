import { visibleConversation } from '../conversations.ts';
import { tellReaction } from '../message-events.ts';
import { addReaction, findMessage, removeReaction } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

/** https://docs.slack.dev/reference/methods/reactions.add and reactions.remove */
export const reactionMethods: Methods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const name = args.requiredString('name');
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = findMessage(workspace, conversation.id, args.requiredString('timestamp'));
      if (!message || message.visible_to) throw new SlackError('message_not_found');
      if (conversation.is_archived) throw new SlackError('is_archived');
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
      if (!addReaction(workspace, message, name, workspace.app.bot_user_id))
        throw new SlackError('already_reacted');
      tellReaction(context, message, { name, user: workspace.app.bot_user_id, added: true });
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    run: ({ args, context }) => {
      const { workspace } = context;
      const name = args.requiredString('name');
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = findMessage(workspace, conversation.id, args.requiredString('timestamp'));
      if (!message || message.visible_to) throw new SlackError('message_not_found');
      const user = workspace.app.bot_user_id;
      if (!removeReaction(workspace, message, name, user)) throw new SlackError('no_reaction');
      tellReaction(context, message, { name, user, added: false });
      return {};
    },
  },
};
