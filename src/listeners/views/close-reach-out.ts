import type { SlackViewMiddlewareArgs, ViewClosedAction } from '@slack/bolt';
import { privateMetadata } from '../../views/modal/private-metadata.ts';
import type { Deps } from '../deps.ts';
import { readValues } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';
import { keepTyped } from '../typed-before.ts';

/**
 * The modal was closed without being sent. Slack documents no answers of a closed view; where it sends them, they are
 * what was typed last, and else that is known from before.
 */
export function closeReachOut(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewClosedAction>): Promise<void> => {
    const { kept = {}, ...metadata } = readMetadata(view, privateMetadata);
    const userId = body.user.id;
    const typed = readValues(view);
    if (Object.keys(typed).length > 0) await keepTyped(deps, userId, metadata, { ...kept, ...typed });
    await deps.context.forms.close({ userId, placeId: metadata.place_id }, metadata.reach_out_id);
    await ack();
  };
}
