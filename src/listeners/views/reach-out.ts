import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { FieldErrors, FormValues } from '../../domain/intake/form.ts';
import { parseReachOut } from '../../domain/intake/parse-reach-out.ts';
import type { NewReachOut } from '../../domain/kernel/ports.ts';
import { requestReachOut } from '../../domain/reach-out/request.ts';
import { type PrivateMetadata, readPrivateMetadata } from '../../views/modal/private-metadata.ts';
import { buildNotice, buildRefusal } from '../../views/sentences/notices.ts';
import { actingAs, type Deps } from '../deps.ts';
import { placeErrors, readValues } from '../form-values.ts';
import { obstacleText } from '../obstacle.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>;

const ALTERED =
  'This reach-out was confirmed before with other answers, and it goes out as it was confirmed then. Nothing is sent twice. To send something else, start a new one.';

/** The modal's submission: everything is checked and stored before Slack is told that it is done. */
export function reachOutView(deps: Deps) {
  return async ({ ack, body, view }: Args): Promise<void> => {
    const metadata = readPrivateMetadata(view.private_metadata);
    const values = readValues(view);
    const placeId = metadata.place_id ?? oneOf(values.conversation);
    const [refusal, obstacle] = await Promise.all([
      deps.access.refusalOf(body.user.id, deps.teamId()),
      placeId ? deps.membership.obstacleTo(placeId) : undefined,
    ]);
    if (refusal) return ack({ response_action: 'update', view: buildRefusal(refusal) });

    const parsed = parseReachOut(values, deps.settings);
    const errors: FieldErrors = parsed.ok ? {} : { ...parsed.errors };
    const place = metadata.place_id ? 'message' : 'conversation';
    if (!placeId) errors.conversation = 'Choose the conversation in which to tell about it.';
    if (obstacle) errors[place] = [errors[place], obstacleText(obstacle)].filter(Boolean).join(' ');
    if (!parsed.ok || !placeId || obstacle) {
      return ack({ response_action: 'errors', errors: placeErrors(errors, view) });
    }
    const result = await requestReachOut({
      ctx: actingAs(deps, body.user.id),
      input: {
        id: metadata.reach_out_id,
        teamId: body.team?.id ?? deps.teamId(),
        userId: body.user.id,
        ...placeOf(metadata, placeId),
        request: parsed.request,
        draft: draftOf(values),
        warnings: parsed.warnings,
      },
    });
    if (result === 'altered')
      return ack({ response_action: 'update', view: buildNotice('Already confirmed', ALTERED) });
    await ack();
  };
}

function placeOf({ thread_ts }: PrivateMetadata, placeId: string): Pick<NewReachOut, 'placeId' | 'threadTs'> {
  return { placeId, ...(thread_ts && { threadTs: thread_ts }) };
}

function draftOf({ conversation: _, ...values }: FormValues): NewReachOut['draft'] {
  return values;
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
