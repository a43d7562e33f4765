import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { parseCommandText } from '../../domain/intake/command-text.ts';
import { MESSAGE_CUT } from '../../views/sentences/answers.ts';
import { buildHelp } from '../../views/sentences/notices.ts';
import { type Deps, offeredChannels } from '../deps.ts';
import { openModal } from '../modal.ts';
import { answerOwnList } from './own-list.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** `/reach-out`, with or without a number, a channel and a message after it. */
export function reachOutCommand(deps: Deps) {
  return async ({ ack, command }: Args): Promise<void> => {
    const asked = parseCommandText(command.text ?? '', deps.context.settings);
    if (asked.kind === 'status' || asked.kind === 'stop')
      return answerOwnList(deps, asked.kind, command, ack);
    if (asked.kind === 'help') {
      await ack({ response_type: 'ephemeral', ...buildHelp(offeredChannels(deps.context.settings)) });
      return;
    }
    await ack();
    const { kind: _, cut, ...values } = asked;
    await openModal(deps, {
      triggerId: command.trigger_id,
      userId: command.user_id,
      placeId: command.channel_id,
      values,
      ...(cut && { notice: MESSAGE_CUT }),
    });
  };
}
