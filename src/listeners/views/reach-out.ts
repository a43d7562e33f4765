import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { FieldErrors, FormValues } from '../../domain/intake/form.ts';
import { parseReachOut } from '../../domain/intake/parse-reach-out.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import { judge } from '../../domain/policy/judge.ts';
import type { NewReachOut } from '../../domain/reach-out/reach-out.ts';
import { requestReachOut } from '../../domain/reach-out/request.ts';
import { type PrivateMetadata, readPrivateMetadata } from '../../views/modal/private-metadata.ts';
import { buildNotice, buildRefusal } from '../../views/sentences/notices.ts';
import { refusalText } from '../../views/sentences/refusals.ts';
import { actingAs, type Deps } from '../deps.ts';
import { placeErrors, readValues } from '../form-values.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>;

const ALTERED =
  'This reach-out was confirmed before with other answers, and it goes out as it was confirmed then. Nothing is sent twice. To send something else, start a new one.';

/** The modal's submission: everything is checked and stored before Slack is told that it is done. */
export function reachOutView(deps: Deps) {
  return async ({ ack, body, view }: Args): Promise<void> => {
    const metadata = readPrivateMetadata(view.private_metadata);
    const values = readValues(view);
    const placeId = metadata.place_id ?? oneOf(values.conversation);
    const parsed = parseReachOut(values, deps.context.settings);
    const verdict = await judge({
      ctx: actingAs(deps, body.user.id),
      input: { userId: body.user.id, ...(placeId && { placeId }) },
    });
    const refusals = verdict.kind === 'refuse' ? verdict.refusals : [];
    const [weightiest] = refusals;
    if (weightiest?.rule === 'people')
      return ack({ response_action: 'update', view: buildRefusal(weightiest) });
    if (!parsed.ok || !placeId || weightiest) {
      const errors: FieldErrors = parsed.ok ? {} : { ...parsed.errors };
      if (!placeId) errors.conversation = 'Choose the conversation in which to tell about it.';
      const errorsOfAll = withRefusals(errors, refusals, metadata);
      return ack({ response_action: 'errors', errors: placeErrors(errorsOfAll, view) });
    }
    const result = await requestReachOut({
      ctx: actingAs(deps, body.user.id),
      input: {
        held: deps.engine.hasRoom(),
        reachOut: {
          id: metadata.reach_out_id,
          teamId: body.team?.id ?? deps.teamId,
          userId: body.user.id,
          ...placeOf(metadata, placeId),
          request: parsed.request,
          draft: draftOf(values),
          warnings: parsed.warnings,
          lane: 'own',
        },
      },
    });
    switch (result.kind) {
      case 'stored':
        await ack();
        return deps.engine.take(result.reachOut);
      case 'repeated':
        return ack();
      case 'altered':
        return ack({ response_action: 'update', view: buildNotice('Already confirmed', ALTERED) });
      case 'refused':
        return ack({
          response_action: 'errors',
          errors: placeErrors(withRefusals({}, result.refusals, metadata), view),
        });
    }
  };
}

/** Each refusal at the field that it is about. */
function withRefusals(errors: FieldErrors, refusals: Refusal[], metadata: PrivateMetadata): FieldErrors {
  const fields: Record<Refusal['rule'], keyof FieldErrors> = {
    people: 'message',
    countries: 'phone',
    places: metadata.place_id ? 'message' : 'conversation',
  };
  const joined = { ...errors };
  for (const refusal of refusals) {
    const field = fields[refusal.rule];
    joined[field] = [joined[field], refusalText(refusal)].filter(Boolean).join(' ');
  }
  return joined;
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
