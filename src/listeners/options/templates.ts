import type { SlackOptionsMiddlewareArgs, ViewOutput } from '@slack/bolt';
import type { Option } from '@slack/types';
import { isCallChannel } from '../../domain/channels/registry.ts';
import type { ReachOutSettings } from '../../domain/kernel/settings.ts';
import type { Templates } from '../../domain/templates/templates.ts';
import { option, plain } from '../../views/kit.ts';
import { MOST_OPTIONS } from '../../views/limits.ts';
import { chosenChannel } from '../../views/modal/content.ts';
import { NO_OPTIONS, statusText } from '../../views/sentences/templates.ts';
import { offeredChannels } from '../deps.ts';
import { readValues } from '../form-values.ts';

/** No option of that value is a template. */
const NO_TEMPLATE = ':';

/** Those of the channel that is chosen in the form; a sentence in place of what couldn't be looked up. */
export async function templateOptions(
  templates: Templates,
  settings: ReachOutSettings,
  { payload, body }: SlackOptionsMiddlewareArgs<'block_suggestion'>,
): Promise<Option[]> {
  const values = body.view ? readValues(body.view as ViewOutput) : {};
  const channel = chosenChannel(values, offeredChannels(settings));
  if (isCallChannel(channel)) return [];
  const listed = await templates.list(channel);
  if (listed.kind === 'unknown') return [option(NO_OPTIONS[listed.trouble], NO_TEMPLATE)];
  const words = payload.value.toLowerCase().split(/\s+/).filter(Boolean);
  return listed.value
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .slice(0, MOST_OPTIONS)
    .map((entry) => {
      const status = statusText(entry, channel);
      return { ...option(entry.name, entry.id), ...(status && { description: plain(status) }) };
    });
}
