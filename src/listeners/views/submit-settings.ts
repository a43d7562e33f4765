import type { SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import * as z from 'zod';
import { present } from '../../domain/intake/present.ts';
import { REPLY_MODES, whomToAsk } from '../../domain/kernel/settings.ts';
import { chooseSettings } from '../../domain/place/choose-settings.ts';
import type { PlaceChoices } from '../../domain/place/place-settings.ts';
import { DEFAULT_CHANNEL, defaultSender, REPLIES } from '../../views/ids.ts';
import { buildRefusal } from '../../views/sentences/notices.ts';
import { unidentifiedText } from '../../views/sentences/refusals.ts';
import { type Settings, settingsMetadata } from '../../views/settings.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn, inputBlocks } from '../form-values.ts';
import { initialAnswers } from '../initial-answers.ts';
import { settingsOf } from '../open-settings.ts';
import { Outdated, readMetadata } from '../outdated.ts';

/** The submission of a place's settings. */
export function submitSettings(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { place_id: placeId } = readMetadata(view, settingsMetadata);
    const now = settingsOf(deps.context.settings, await deps.context.placeSettings.of(placeId));
    const choices = readChoices(view, now);
    const userId = body.user.id;
    const ctx = actingAs(deps, userId, 'form');
    const chosen = await chooseSettings({ ctx, input: { placeId, userId, choices } });
    if (chosen.kind === 'chosen') return ack();
    const [refusal] = chosen.kind === 'refused' ? chosen.refusals : [];
    const [first = REPLIES] = inputBlocks(view);
    await ack(
      refusal
        ? { response_action: 'update', view: buildRefusal(refusal, whomToAsk(deps.context.settings)) }
        : { response_action: 'errors', errors: { [first]: unidentifiedText('changed') } },
    );
  };
}

/**
 * What has no answer stays as it was, and so does what somebody else has chosen since the form opened, where nobody has
 * touched it here. @throws Outdated where something was chosen that is not offered any more.
 */
function readChoices(view: ViewOutput, { replies, channels, senders }: Settings): PlaceChoices {
  const asked = inputBlocks(view);
  const opened = { state: { values: initialAnswers(view) } };
  function read<Value extends string>(
    id: string,
    values: readonly Value[] = [],
    holds?: Value,
  ): Value | undefined {
    const answer = asked.has(id) ? answerIn(view, id) : undefined;
    if (answer === undefined) return undefined;
    if (answer !== holds && answer === answerIn(opened, id)) return undefined;
    const { data } = z.enum(values).safeParse(answer);
    if (data === undefined) throw new Outdated('the form offered what is not known');
    return data;
  }
  return {
    ...present({
      replies: read(REPLIES, replies && REPLY_MODES, replies?.mode),
      channel: read(DEFAULT_CHANNEL, channels?.offered, channels?.chosen),
    }),
    senders: Object.fromEntries(
      senders.flatMap(({ channel, names, chosen }) => {
        const name = read(defaultSender(channel), names, chosen);
        return name ? [[channel, name]] : [];
      }),
    ),
  };
}
