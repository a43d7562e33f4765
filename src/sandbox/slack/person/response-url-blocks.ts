import { elementsOf } from '../block-kit/elements.ts';
import { type Json, objectsAt, stringAt } from '../json.ts';
import type { OpenView } from '../types.ts';
import type { Actor } from './actor.ts';

/** `response_urls` of a submission: one for each conversation that was chosen where the block asks for it. */
export function responseUrlsOf({ context, person }: Actor, view: OpenView): Json[] {
  return elementsOf(objectsAt(view.definition, 'blocks')).flatMap(({ element, blockId, actionId }) => {
    if (element.response_url_enabled !== true) return [];
    const value = view.values[blockId]?.[actionId];
    const channel = stringAt(value, 'selected_conversation') ?? stringAt(value, 'selected_channel');
    if (!channel) return [];
    const response_url = context.responseUrl({ user: person.id, conversation: channel });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}
