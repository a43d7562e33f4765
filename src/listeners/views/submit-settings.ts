import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import * as z from 'zod';
import { REPLY_MODES, whomToAsk } from '../../domain/kernel/settings.ts';
import { chooseReplyMode } from '../../domain/reply/reply-mode.ts';
import { REPLIES } from '../../views/ids.ts';
import { buildRefusal } from '../../views/sentences/notices.ts';
import { unidentifiedText } from '../../views/sentences/refusals.ts';
import { readSettingsMetadata } from '../../views/settings.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { Outdated, readMetadata } from '../outdated.ts';

/** The submission of a place's settings. */
export function submitSettings(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { place_id: placeId } = readMetadata(view, readSettingsMetadata);
    const { data: mode } = z.enum(REPLY_MODES).safeParse(answerIn(view, REPLIES));
    if (!mode) throw new Outdated('the form offered what is not known');
    const userId = body.user.id;
    const chosen = await chooseReplyMode({
      ctx: actingAs(deps, userId, 'form'),
      input: { placeId, userId, mode },
    });
    if (chosen.kind === 'chosen') return ack();
    const [refusal] = chosen.kind === 'refused' ? chosen.refusals : [];
    await ack(
      refusal
        ? { response_action: 'update', view: buildRefusal(refusal, whomToAsk(deps.context.settings)) }
        : { response_action: 'errors', errors: { [REPLIES]: unidentifiedText('changed') } },
    );
  };
}
