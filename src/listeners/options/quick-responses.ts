import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { CHANNEL_NAMES } from '../../domain/channels/registry.ts';
import { matching } from '../../domain/quick-responses/find.ts';
import { isFor, type QuickResponses } from '../../domain/quick-responses/quick-response.ts';
import { option } from '../../views/kit.ts';
import { MOST_OPTIONS } from '../../views/limits.ts';
import { responseOption } from '../../views/modal/quick-response.ts';
import { unlistedText } from '../../views/sentences/quick-responses.ts';
import { answerIn } from '../form-values.ts';

/** The quick responses for the form's channel in which the query stands; those for chats where it has no such field. */
export async function quickResponseOptions(
  quickResponses: QuickResponses,
  { value: query, view }: SlackOptionsMiddlewareArgs<'block_suggestion'>['payload'],
) {
  const answer = await quickResponses.list();
  // It can't be filled in: it says why there is nothing.
  if (answer.kind === 'unknown') return [option(unlistedText(answer.trouble), 'none')];
  const chosen = view && answerIn(view, 'channel');
  const channel = CHANNEL_NAMES.find((one) => one === chosen);
  const offered = answer.value.filter((one) => isFor(channel, one));
  const isInLanguages = new Set(offered.map(({ language }) => language)).size > 1;
  return matching(offered, query)
    .slice(0, MOST_OPTIONS)
    .map((one) => responseOption(one, { isInLanguages }));
}
