import { visibleConversation } from '../conversations.ts';
import { addReaction, findMessage } from '../messages.ts';
import { SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';

/** https://docs.slack.dev/reference/methods/reactions.add */
export const reactionMethods: Methods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    run: ({ args, context: { workspace } }) => {
      const name = args.requiredString('name');
      const conversation = visibleConversation(workspace, args.requiredString('channel'));
      const message = findMessage(workspace, conversation.id, args.requiredString('timestamp'));
      if (!message || message.visible_to) throw new SlackError('message_not_found');
      if (conversation.is_archived) throw new SlackError('is_archived');
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
      if (!addReaction(workspace, message, name, workspace.app.bot_user_id))
        throw new SlackError('already_reacted');
      return {};
    },
  },
};
