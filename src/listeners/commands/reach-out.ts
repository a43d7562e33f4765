import type {
  AckFn,
  AllMiddlewareArgs,
  RespondArguments,
  SlackCommandMiddlewareArgs,
  SlashCommand,
} from '@slack/bolt';
import { parseCommandText } from '../../domain/intake/command-text.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { isAdmin } from '../../domain/policy/people.ts';
import { MESSAGE_CUT, NUMBERS_TYPED, unreadBehind } from '../../views/sentences/answers.ts';
import { buildHelp } from '../../views/sentences/notices.ts';
import { refusalText } from '../../views/sentences/refusals.ts';
import { type Deps, formSettings, offeredChannels } from '../deps.ts';
import { homeSignOf } from '../home-sign.ts';
import { openMany } from '../open-many.ts';
import { openModal } from '../open-modal.ts';
import { hasSettings, openSettings } from '../open-settings.ts';
import { ownList } from '../own-list.ts';
import { refusalsOf } from '../refusals-of.ts';
import { answerBlock } from './block.ts';
import { answerDoctor } from './doctor.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

/** `/reach-out`, with or without a number, a channel and a message after it. */
export function reachOutCommand(deps: Deps) {
  return async ({ ack, command, respond }: Args): Promise<void> => {
    const { asked, homeSign, wasNational } = await read(deps, command);
    if (asked.kind === 'settings' && hasSettings(deps.context.settings)) {
      await ack();
      return openSettings(deps, command);
    }
    if (asked.kind === 'many') {
      await ack();
      return openMany(deps, command);
    }
    if (asked.kind === 'help' || asked.kind === 'settings') return answerHelp(deps, command, ack);
    if (asked.kind === 'doctor') return answerDoctor(deps, command, ack, respond);
    if (asked.kind === 'blocks') return answerBlock(deps, command, ack, asked);
    if (asked.kind !== 'open') {
      const note = asked.readOnly && unreadBehind(asked.readOnly);
      await ack({
        response_type: 'ephemeral',
        ...(await ownList(deps, command.user_id, asked.kind, note)),
      });
      return;
    }
    await ack();
    const { kind: _, cut, numbers, ...values } = asked;
    const notice = [cut && MESSAGE_CUT, numbers && NUMBERS_TYPED[numbers]].filter(Boolean).join(' ');
    await openModal(deps, {
      door: 'command',
      triggerId: command.trigger_id,
      userId: command.user_id,
      placeId: command.channel_id,
      placeName: command.channel_name,
      values,
      ...{ homeSign, wasNational },
      ...(notice && { notice }),
    });
  };
}

/** National numbers are those of the person's own country where a form shows how they were read; an operator's list has none. */
async function read(deps: Deps, { text = '', user_id: userId }: SlashCommand) {
  const asked = parseCommandText(text, deps.context.settings);
  if (asked.kind !== 'open') return { asked, wasNational: false };
  const homeSign = await homeSignOf(deps, userId, text);
  const atHome = parseCommandText(text, formSettings(deps, homeSign));
  if (atHome.kind !== 'open') return { asked, homeSign, wasNational: false };
  return { asked: atHome, homeSign, wasNational: atHome.phone !== asked.phone };
}

/** Nobody is shown how to do what they may not do. */
async function answerHelp(
  deps: Deps,
  { user_id: userId }: SlashCommand,
  ack: AckFn<string | RespondArguments>,
): Promise<void> {
  const { settings } = deps.context;
  const [refusal] = await refusalsOf(deps, { userId });
  const answer = refusal
    ? { text: refusalText(refusal, whomToAsk(settings).markup) }
    : buildHelp(offeredChannels(settings), {
        hasSettings: hasSettings(settings),
        hasResponses: deps.quickResponses !== undefined,
        isAdmin: await isKnownAdmin(deps, userId),
      });

  await ack({ response_type: 'ephemeral', ...answer });
}

/** As far as Slack says so. */
async function isKnownAdmin({ context: { people, policy } }: Deps, userId: string): Promise<boolean> {
  const person = await people.find(userId).catch(() => undefined);
  return person !== undefined && isAdmin(person, policy());
}
