import type { SlackViewMiddlewareArgs, ViewClosedAction } from '@slack/bolt';
import { readPrivateMetadata } from '../../views/modal/private-metadata.ts';
import type { Deps } from '../deps.ts';
import { readMetadata } from '../outdated.ts';

/** The modal was closed without being sent. Slack does not say what was typed: that is known from before. */
export function closeReachOut(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewClosedAction>): Promise<void> => {
    const { reach_out_id: reachOutId, place_id: placeId } = readMetadata(view, readPrivateMetadata);
    await deps.context.forms.close({ userId: body.user.id, placeId }, reachOutId);
    await ack();
  };
}
